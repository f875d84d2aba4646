// A pretend city for one file of stories: a copy of one that the program made, served on a port of its own.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.TSUNAGU ?? join(root, "target", "debug", "tsunagu");
const HOUR = 3_600_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      return await fetch(url, { redirect: "manual" });
    } catch {
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
  throw new Error(`${url} does not answer`);
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    child.stdout.on("data", (bytes) => { out += bytes; });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve(out) : reject(new Error(`${args[0]} ended with ${code}\n${out}`))));
  });
}

// The city as it was made: once for each build of the program, because making it takes longer than a story.
async function pattern() {
  if (process.env.TSUNAGU_CITY) return process.env.TSUNAGU_CITY;
  const kept = join(tmpdir(), `tsunagu-city-${Math.round(statSync(program).mtimeMs)}`);
  const made = join(kept, "demo-accounts.json");
  if (existsSync(made) && Date.now() - statSync(made).mtimeMs < HOUR) return kept;
  const fresh = mkdtempSync(join(tmpdir(), "tsunagu-making-"));
  await run(["demo", "--prepare-only", "--data", join(fresh, "data")]);
  rmSync(kept, { recursive: true, force: true });
  renameSync(join(fresh, "data"), kept);
  rmSync(fresh, { recursive: true, force: true });
  return kept;
}

export class Town {
  static async open() {
    const town = new Town();
    const from = await pattern();
    town.folder = mkdtempSync(join(tmpdir(), "tsunagu-story-"));
    town.data = join(town.folder, "data");
    cpSync(from, town.data, { recursive: true });
    town.accounts = JSON.parse(readFileSync(join(town.data, "demo-accounts.json"), "utf8"));
    town.port = await freePort();
    town.address = `http://127.0.0.1:${town.port}`;
    await town.serve();
    return town;
  }

  async serve() {
    this.server = spawn(program, ["serve", "--data", this.data, "--listen", `127.0.0.1:${this.port}`], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    await answers(`${this.address}/sign-in`);
  }

  // As a power cut would: nothing is asked, nothing is finished.
  async kill() {
    const gone = new Promise((resolve) => this.server.on("exit", resolve));
    this.server.kill("SIGKILL");
    await gone;
  }

  account(roleLabel) {
    const found = this.accounts.find((account) => account.role_label === roleLabel);
    if (!found) throw new Error(`no demo account for ${roleLabel}: ${this.accounts.map((a) => a.role_label)}`);
    return found;
  }

  // Somebody of the pretend staff whom the page of sign-in does not offer: all have one password.
  colleague(login) {
    return { ...this.accounts[0], login };
  }

  async close() {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
