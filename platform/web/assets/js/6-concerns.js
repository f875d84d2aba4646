// 困りごと: two ticks become one button that goes from nothing to ○ to ◎ and back.
{
  const STATES = [["", "なし"], ["○", "困っている"], ["◎", "特に困っている"]];

  for (const place of document.querySelectorAll("[data-concern]")) {
    const [some, main] = place.querySelectorAll("input");
    const sign = tsunagu.make("span", { class: "sign", "aria-hidden": "true" });
    const said = tsunagu.make("span", { class: "unseen" });
    const button = tsunagu.make("button", { type: "button", class: "concern-button" }, sign, place.dataset.concern, said);

    const show = () => {
      const state = main.checked ? 2 : some.checked ? 1 : 0;
      button.dataset.state = String(state);
      [sign.textContent, said.textContent] = [STATES[state][0], ` ${STATES[state][1]}`];
      return state;
    };
    button.addEventListener("click", () => {
      const next = (show() + 1) % 3;
      some.checked = next > 0;
      main.checked = next === 2;
      show();
      some.dispatchEvent(new Event("input", { bubbles: true }));
    });
    place.classList.add("live-concern");
    place.append(button);
    show();
    addEventListener("pageshow", show);
  }

  for (const grid of document.querySelectorAll(".concerns")) {
    grid.parentElement.querySelector(".hint")?.append("押すたびに ○、◎、なし と変わります。");
  }
}
