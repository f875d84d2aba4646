// サインインの残り時間: says so two and a half minutes before the end, and lets it go on by one press.
{
  const WARN = 150;
  const given = Number(document.body.dataset.secondsLeft);
  let timer, box;

  const look = async () => {
    try {
      const answer = await tsunagu.ask("/session/state", { quiet: true });
      follow(answer.ok ? (await answer.json()).seconds_left : answer.status === 401 ? 0 : WARN * 2);
    } catch {
      plan(30);
    }
  };

  const plan = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(1, seconds) * 1000);
  };

  const follow = (left) => {
    if (left <= 0) return over();
    if (left > WARN) {
      box?.remove();
      box = null;
      return plan(left - WARN);
    }
    if (!box) warn(left);
    plan(Math.min(left, 15));
  };

  const show = (...children) => {
    box?.remove();
    box = tsunagu.make("div", { class: "live session-end", role: "alert" }, tsunagu.make("div", {}, ...children));
    document.body.append(box);
  };

  const warn = (left) => {
    const button = tsunagu.make("button", { type: "button", class: "dense" }, "続ける");
    button.addEventListener("click", stay);
    const minutes = Math.max(1, Math.round(left / 60));
    show(tsunagu.make("p", {}, `しばらく操作がないため、あと${minutes}分ほどでサインインが切れます。`), button);
  };

  const stay = async () => {
    try {
      await tsunagu.ask("/session/stay", { method: "POST" });
    } finally {
      look();
    }
  };

  const over = () => {
    clearTimeout(timer);
    const here = location.pathname + location.search;
    const link = tsunagu.make("a", { class: "button dense", href: `/sign-in?next=${encodeURIComponent(here)}` }, "サインインする");
    show(tsunagu.make("p", {}, "サインインが切れました。保存済みの下書きは、サインインすると続きから書けます。"), link);
  };

  if (given > 0) {
    plan(given - WARN);
    document.addEventListener("tsunagu:active", () => { if (!box) plan(given - WARN); });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
  }
}
