// 候補: asks while typing, but not while converting. A combobox with a list, by keyboard and by mouse.
{
  const WAIT = 250;
  let count = 0;

  class Suggestions {
    constructor(input) {
      this.input = input;
      this.path = input.dataset.suggest;
      this.kept = input.dataset.suggestId ? input.form?.elements.namedItem(input.dataset.suggestId) : null;
      this.list = tsunagu.make("ul", { class: "suggestions", role: "listbox", id: `suggestions-${count += 1}`, "aria-label": "候補" });
      this.list.hidden = true;
      this.items = [];
      this.at = -1;
      input.parentElement.append(this.list);
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off",
      })) input.setAttribute(name, value);
      input.addEventListener("input", (event) => { if (!event.isComposing) this.typed(); });
      input.addEventListener("compositionend", () => this.typed());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Number(option.dataset.at));
      });
    }

    typed() {
      if (this.kept) this.kept.value = "";
      clearTimeout(this.timer);
      this.asking?.abort();
      const words = this.input.value.trim();
      if (words === "") return this.close();
      this.timer = setTimeout(() => this.ask(words), WAIT);
    }

    async ask(words) {
      this.asking = new AbortController();
      try {
        const answer = await tsunagu.ask(`${this.path}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
        if (!answer.ok) return this.close();
        this.show((await answer.json()).items ?? []);
      } catch {
        this.close();
      }
    }

    show(items) {
      this.items = items;
      this.at = -1;
      this.input.removeAttribute("aria-activedescendant");
      const options = items.map((item, at) => {
        const option = tsunagu.make("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", "data-at": at }, item.label);
        if (item.hint) option.append(tsunagu.make("span", { class: "hint" }, item.hint));
        return option;
      });
      this.list.replaceChildren(...options);
      if (document.activeElement !== this.input || items.length === 0) return this.close();
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      tsunagu.say(`候補 ${items.length}件`);
    }

    key(event) {
      if (tsunagu.isComposing(event) || this.list.hidden) return;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        this.move(steps[event.key]);
      } else if (event.key === "Enter" && this.at >= 0) {
        this.choose(this.at);
      } else if (event.key === "Escape") {
        this.close();
      } else {
        return;
      }
      event.preventDefault();
    }

    move(step) {
      const most = this.items.length;
      this.at = (this.at + step + most + (this.at < 0 && step < 0 ? 1 : 0)) % most;
      for (const [at, option] of [...this.list.children].entries()) {
        option.setAttribute("aria-selected", String(at === this.at));
        if (at !== this.at) continue;
        option.scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", option.id);
      }
    }

    choose(at) {
      const item = this.items[at];
      this.close();
      if (!item) return;
      if (item.href?.startsWith("/") && !item.href.startsWith("//")) {
        location.assign(item.href);
        return;
      }
      this.input.value = item.label;
      if (this.kept) this.kept.value = item.value ?? "";
      this.input.dispatchEvent(new CustomEvent("tsunagu:chosen", { bubbles: true, detail: item }));
      this.input.form?.dispatchEvent(new Event("input"));
    }

    close() {
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.at = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
      tsunagu.say("");
    }
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
}
