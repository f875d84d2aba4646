// 下書き: what is typed in a form that names its draft is on the server within ten seconds.
{
  const AFTER = 2000, AT_MOST = 8000, RETRY_FIRST = 2000, RETRY_MOST = 30000, KEEPALIVE_MOST = 60000;

  class Keeper {
    constructor(form) {
      this.form = form;
      this.state = form.querySelector("[data-draft-state]") ?? form.appendChild(tsunagu.make("p", { class: "draft-state small" }));
      this.state.setAttribute("role", "status");
      this.since = 0;
      this.failures = 0;
      this.sent = false;
      form.addEventListener("input", () => this.touched());
      form.addEventListener("submit", (event) => this.submitted(event));
      addEventListener("pagehide", () => this.flush());
      addEventListener("pageshow", () => { this.sent = false; });
      document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.flush(); });
      addEventListener("beforeunload", (event) => { if (this.since && this.failures && !this.sent) event.preventDefault(); });
    }

    touched() {
      this.since ||= performance.now();
      const left = Math.max(0, AT_MOST - (performance.now() - this.since));
      this.plan(Math.min(AFTER, left));
    }

    plan(wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), wait);
    }

    body() {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
      return fields;
    }

    async save() {
      if (this.busy || this.sent || !this.since) return;
      const began = this.since;
      this.since = 0;
      this.busy = new AbortController();
      try {
        const answer = await tsunagu.ask("/drafts", { method: "POST", body: this.body(), signal: this.busy.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const { saved_at: at, over } = await answer.json();
        this.failures = 0;
        this.tell(over ? `保存しました ${at}。サインインは切れています。` : `保存しました ${at}`, false);
        if (!over) document.dispatchEvent(new CustomEvent("tsunagu:active"));
      } catch (trouble) {
        this.since ||= began;
        if (trouble.name !== "AbortError") this.failed(trouble.message);
      } finally {
        this.busy = null;
      }
      if (this.since && !this.failures) this.touched();
    }

    failed(status) {
      this.failures += 1;
      const over = status === "401" || status === "403";
      const words = over
        ? "保存できていません。別の画面でサインインし直すと、この画面から保存できます。"
        : "まだ保存できていません。この画面を閉じずにお待ちください。";
      this.tell(words, true);
      this.plan(Math.min(RETRY_MOST, RETRY_FIRST * 2 ** (this.failures - 1)));
    }

    tell(words, unsaved) {
      this.state.classList.toggle("unsaved", unsaved);
      if (this.state.textContent !== words) this.state.textContent = words;
    }

    submitted(event) {
      if (event.submitter?.hasAttribute("data-draft-save")) {
        event.preventDefault();
        this.since ||= performance.now();
        this.save();
        return;
      }
      this.sent = true;
      clearTimeout(this.timer);
      this.busy?.abort();
    }

    // The page goes away: a last save that outlives it.
    flush() {
      if (!this.since || this.sent) return;
      const body = this.body();
      const keepalive = body.toString().length < KEEPALIVE_MOST;
      tsunagu.ask("/drafts", { method: "POST", body, keepalive }).then(
        (answer) => { if (answer.ok) this.since = 0; },
        () => {},
      );
    }
  }

  for (const form of document.forms) if (tsunagu.keepsDraft(form)) new Keeper(form);
}
