/* The contents list marks the clause that is being read, and starts closed on a narrow screen. Only the list itself is
   scrolled for it, never the page, and not while the keyboard is in it. */
(() => {
  const nav = document.querySelector(".contents");
  if (!nav || !("IntersectionObserver" in window)) return;
  if (!matchMedia("(min-width: 72rem)").matches) nav.querySelector("details").open = false;
  const links = new Map([...nav.querySelectorAll("a")].map((a) => [a.hash.slice(1), a]));
  const show = (link) => {
    if (nav.querySelector(":focus-visible")) return;
    const box = nav.getBoundingClientRect(), line = link.getBoundingClientRect();
    if (line.top < box.top) nav.scrollTop -= box.top - line.top;
    else if (line.bottom > box.bottom) nav.scrollTop += line.bottom - box.bottom;
  };
  const watch = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => {
    nav.querySelectorAll("[aria-current]").forEach((a) => a.removeAttribute("aria-current"));
    const link = links.get(one.target.parentElement.id);
    link.setAttribute("aria-current", "true");
    show(link);
  }), { rootMargin: "0px 0px -70% 0px" });
  links.forEach((_, id) => { const head = document.getElementById(id)?.firstElementChild; if (head) watch.observe(head); });
})();
