/* Questions to a page, asked from outside by the tests: each returns the faults it finds, as lines of text. */
(() => {
  const words = (node) => node.data.trim().replace(/\s+/g, " ").slice(0, 40);
  const name = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const above = element.closest("[id]");
    return `${above && above !== element ? `#${above.id} ` : ""}${element.localName}${own}`;
  };
  const ancestors = function* (element) {
    for (let one = element; one; one = one.parentElement) yield one;
  };
  const style = (element) => getComputedStyle(element);
  /* Text for ears alone is clipped away on purpose; what no stylesheet lays out is in no box. */
  const unseen = (element) =>
    [...ancestors(element)].some((one) => style(one).clipPath === "inset(50%)" || one.matches(".skip:not(:focus), noscript, script, style, option"));
  const laidOut = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !unseen(node.parentElement)) yield node;
    }
  }

  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
  };

  /* Text that nothing shows: taken out of the layout, or made invisible. */
  const hidden = (within = "body") =>
    [...texts()].filter((node) => node.parentElement.closest(within))
      .filter((node) => !laidOut(node.parentElement) || !lines(node).length).map(words);

  /* The page is wider than the window. */
  const sideways = () => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide in ${root.clientWidth}`] : [];
  };

  const scrolls = (how) => how === "auto" || how === "scroll";
  const clips = (how) => how === "hidden" || how === "clip";

  /* Text that leaves the window, or a box that clips it, where no scrolling brings it back. */
  const cut = () => {
    const found = [];
    const width = document.documentElement.clientWidth;
    for (const node of texts()) {
      if (!laidOut(node.parentElement)) continue;
      const around = [...ancestors(node.parentElement)].filter((one) => one !== document.documentElement);
      const scroller = around.findIndex((one) => scrolls(style(one).overflowX));
      const edges = around.slice(0, scroller < 0 ? undefined : scroller).filter((one) => clips(style(one).overflowX));
      const boxes = edges.map((one) => one.getBoundingClientRect());
      if (scroller < 0) boxes.push({ left: 0, right: width });
      if (lines(node).some((line) => boxes.some((box) => line.left < box.left - 1 || line.right > box.right + 1)))
        found.push(`${words(node)} in ${name(node.parentElement)}`);
    }
    return found;
  };

  /* Cells whose text lies over their neighbour's. */
  const overfull = () =>
    [...document.querySelectorAll("td, th")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .map((cell) => `${cell.textContent.trim().slice(0, 40)} in ${name(cell)}`);

  /* Lines of text that lie on other lines; a formula and what is raised or lowered may touch. */
  const overlaid = () => {
    const boxes = [];
    for (const node of texts()) {
      if (!laidOut(node.parentElement) || node.parentElement.closest("math, sup, sub, svg")) continue;
      const around = [...ancestors(node.parentElement)];
      if (around.some((one) => style(one).position === "sticky" || style(one).position === "fixed")) continue;
      for (const line of lines(node)) {
        const margin = line.height * 0.3;
        boxes.push({ node, left: line.left + 1, right: line.right - 1, top: line.top + margin, bottom: line.bottom - margin });
      }
    }
    boxes.sort((one, other) => one.top - other.top);
    const found = [];
    boxes.forEach((one, at) => {
      for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom; next += 1) {
        const other = boxes[next];
        if (other.node !== one.node && other.left < one.right && one.left < other.right)
          found.push(`${words(one.node)} on ${words(other.node)} in ${name(one.node.parentElement)}`);
      }
    });
    return found;
  };

  const colour = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) =>
    [...ancestors(element)].reverse().reduce((under, one) => over(colour(style(one).backgroundColor), under), [255, 255, 255]);

  /* Text whose colour stands less than 4.5 to 1 against what lies behind it (WCAG 2.2, 1.4.3). */
  const faint = () => {
    const found = new Set();
    const seen = new Map();
    for (const node of texts()) {
      const element = node.parentElement;
      if (!laidOut(element)) continue;
      if (!seen.has(element)) {
        const behind = ground(element);
        const [less, more] = [light(over(colour(style(element).color), behind)), light(behind)].sort((a, b) => a - b);
        seen.set(element, (more + 0.05) / (less + 0.05));
      }
      if (seen.get(element) < 4.5) found.add(`${seen.get(element).toFixed(2)} to 1: ${words(node)} in ${name(element)}`);
    }
    return [...found];
  };

  /* Links inside the page without a target, and ids that stand twice. */
  const astray = () => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1)));
    const known = new Set(ids);
    return [...links.filter((id) => !known.has(id)).map((id) => `no target: ${id}`), ...twice.map((id) => `twice: ${id}`)];
  };

  /* What has the focus, and whether a reader sees that it has: an outline, inside the window, under nothing. */
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const how = style(element);
    const box = element.getBoundingClientRect();
    const middle = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
    const bare = !!middle && (element.contains(middle) || middle.contains(element));
    const shown = how.outlineStyle !== "none" && parseFloat(how.outlineWidth) >= 1;
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0;
    return { name: name(element), words: element.textContent.trim().slice(0, 40), href: element.getAttribute("href"), shown, inside, bare };
  };

  return { hidden, sideways, cut, overfull, overlaid, faint, astray, focused };
})()
