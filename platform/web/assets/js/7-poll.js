// 届いた知らせ: asks often enough that nothing is older than ten seconds whether something new has come, and says so. Nothing moves by itself.
{
  const EVERY = 8000, MOST = 120000;

  for (const place of document.querySelectorAll("[data-poll]")) {
    let wait = EVERY;

    const news = (words) => {
      const link = tsunagu.make("a", { href: location.pathname + location.search }, "表示する");
      const box = tsunagu.make("div", { class: "notice info poll-news", role: "status" }, tsunagu.make("p", {}, `${words} `, link));
      document.querySelector(".poll-news")?.remove();
      document.getElementById("main")?.prepend(box);
    };

    const look = async () => {
      if (document.visibilityState === "hidden") return plan();
      try {
        const answer = await tsunagu.ask(place.dataset.poll, { quiet: true });
        if (answer.status === 401 || answer.status === 403) return;
        if (!answer.ok) throw new Error(String(answer.status));
        told(await answer.json());
        wait = EVERY;
      } catch {
        wait = Math.min(MOST, wait * 2);
      }
      plan();
    };

    const told = ({ count, token, words }) => {
      const shown = place.querySelector("[data-poll-count]");
      if (shown && count !== undefined && shown.textContent !== String(count)) shown.textContent = String(count);
      if (token === undefined || token === place.dataset.pollToken) return;
      place.dataset.pollToken = token;
      news(words ?? "新しい知らせがあります。");
    };

    const plan = () => setTimeout(look, wait);
    plan();
  }
}
