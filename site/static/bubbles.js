/* Two bubbles. One shows what a term means at a link to it, for the mouse and for the keyboard; Escape closes it. The other
   opens at a number or a mark and gives the address and the citations of what they name, ready to copy. */
(() => {
  const words = JSON.parse(document.getElementById("_words")?.textContent ?? "null");
  if (!words) return;
  const make = (name, attributes = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...inside);
    return made;
  };
  const place = (bubble, at) => {
    const box = at.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    bubble.style.top = `${box.bottom + scrollY + 6}px`;
    bubble.style.left = `${Math.max(8, Math.min(box.left, wide - bubble.offsetWidth - 8)) + scrollX}px`;
  };

  const meaning = make("div", { className: "bubble meaning", id: "_meaning", role: "tooltip", hidden: true });
  let link = null, waiting = 0;
  const hideMeaning = () => { clearTimeout(waiting); meaning.hidden = true; link?.removeAttribute("aria-describedby"); link = null; };
  const later = (what, delay) => { clearTimeout(waiting); waiting = setTimeout(what, delay); };
  const copyOf = (node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(".permalink, .mark, .footnote-mark, .examples, .notes").forEach((one) => one.remove());
    [copy, ...copy.querySelectorAll("*")].forEach((one) => one.removeAttribute("id"));
    copy.querySelectorAll("a").forEach((one) => one.replaceWith(...one.childNodes));
    return copy;
  };
  const showMeaning = (at) => {
    const term = document.getElementById(decodeURIComponent(at.hash.slice(1)))?.closest(".term");
    if (!term || at.closest(".term") === term) return;
    hideMeaning();
    link = at;
    meaning.replaceChildren(make("div", { className: "term" }, copyOf(term.querySelector("dl"))));
    meaning.hidden = false;
    place(meaning, at);
    at.setAttribute("aria-describedby", meaning.id);
  };
  document.body.append(meaning);
  document.querySelectorAll("a.to-term").forEach((at) => {
    at.addEventListener("mouseenter", () => later(() => showMeaning(at), 150));
    at.addEventListener("mouseleave", () => later(hideMeaning, 250));
    at.addEventListener("focus", () => showMeaning(at));
    at.addEventListener("blur", hideMeaning);
  });
  meaning.addEventListener("mouseenter", () => clearTimeout(waiting));
  meaning.addEventListener("mouseleave", () => later(hideMeaning, 250));

  const forms = [...document.querySelectorAll("[data-citation]")].map((one) => [one.dataset.name, one.dataset.citation]);
  const told = make("output", { className: "told" });
  const box = make("div", { className: "bubble address", id: "_address", hidden: true });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", words.address);
  let opener = null;
  const hideBox = () => { if (!box.hidden) { box.hidden = true; opener?.focus(); } };
  const copied = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const field = make("textarea", { value: text });
      box.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    told.textContent = words.copied;
  };
  const button = (name, text) => {
    const made = make("button", { type: "button", textContent: name });
    made.addEventListener("click", () => copied(text));
    return made;
  };
  document.body.append(box);
  document.querySelectorAll("a.self, a.permalink, a.mark").forEach((at) => at.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const key = decodeURIComponent(at.hash.slice(1)), number = at.classList.contains("self") ? at.textContent : "";
    const shown = number || `~${key}`, address = location.href.split("#")[0] + at.hash;
    told.textContent = "";
    box.replaceChildren(
      make("p", { className: "named" }, number ? `${number} ` : "", make("code", { textContent: key.includes(".") ? `#${key}` : `~${key}` })),
      make("div", { className: "copies" }, button(words.link, address),
        ...forms.map(([name, text]) => button(name, `${text.replace("{}", `: ${shown}`)} ${address}`))),
      told);
    opener = at;
    box.hidden = false;
    place(box, at);
    setTimeout(() => box.querySelector("button").focus({ preventScroll: true }));
  }));
  document.querySelector("details.cite").open = false;
  document.querySelectorAll("[data-citation]").forEach((one) => {
    const copy = button(words.copy, one.textContent);
    copy.addEventListener("click", () => { copy.textContent = words.copied; });
    one.after(" ", copy);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") { hideMeaning(); hideBox(); } });
  addEventListener("pointerdown", (event) => { if (!box.hidden && !box.contains(event.target)) box.hidden = true; });
})();
