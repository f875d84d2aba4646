// キー操作: / 探す, n 相談を受ける, ? 一覧. Never while typing or converting; can be turned off.
{
  const finder = document.querySelector("[data-finder]");
  const receive = document.querySelector("[data-receive]");
  const keys = [
    ["/", "人を探す", finder && (() => { finder.focus(); finder.select(); })],
    ["n", "相談を受ける", receive && (() => receive.click())],
    ["?", "この一覧を開く", () => list.showModal()],
  ].filter(([, , act]) => act);

  const rows = keys.map(([key, what]) => tsunagu.make("div", {}, tsunagu.make("dt", {}, tsunagu.make("kbd", {}, key)), tsunagu.make("dd", {}, what)));
  const off = tsunagu.make("input", { type: "checkbox", id: "keys-off" });
  const close = tsunagu.make("button", { type: "button" }, "閉じる");
  const list = tsunagu.make("dialog", { "aria-labelledby": "keys-title" },
    tsunagu.make("h2", { id: "keys-title" }, "キー操作"),
    tsunagu.make("dl", { class: "facts" }, ...rows),
    tsunagu.make("div", { class: "tick-line" }, off, tsunagu.make("label", { for: "keys-off" }, "このパソコンではキー操作を使わない")),
    tsunagu.make("p", { class: "small" }, "文字を入力しているあいだは働きません。"),
    close);
  off.checked = tsunagu.remembered("keys") === "off";
  off.addEventListener("change", () => tsunagu.remember("keys", off.checked ? "off" : "on"));
  close.addEventListener("click", () => list.close());

  const opener = tsunagu.make("button", { type: "button", class: "plain dense" }, "キー操作");
  opener.addEventListener("click", () => list.showModal());

  const typing = (target) => target instanceof HTMLElement
    && (target.isContentEditable || Boolean(target.closest("input, textarea, select, dialog")));

  if (document.querySelector(".who")) {
    document.body.append(tsunagu.make("footer", { class: "foot-line no-print" }, opener), list);
    document.addEventListener("keydown", (event) => {
      const held = event.ctrlKey || event.altKey || event.metaKey;
      if (off.checked || held || event.repeat || tsunagu.isComposing(event) || typing(event.target)) return;
      const found = keys.find(([key]) => key === event.key);
      if (!found) return;
      event.preventDefault();
      found[2]();
    });
  }
}
