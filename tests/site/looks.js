// What a visitor at this width would stumble over. Returns lists of sentences; run by looks.py in the page.
() => {
  const visible = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 0;
  const words = (text) => text.textContent.trim().replace(/\s+/g, " ").slice(0, 40);

  // The four corners of a text on the screen, without the leading above and below its letters.
  const corners = (text) => {
    const box = text.getBBox();
    const matrix = text.getScreenCTM();
    const top = box.y + box.height * 0.15;
    const bottom = box.y + box.height * 0.85;
    return [[box.x, top], [box.x + box.width, top], [box.x + box.width, bottom], [box.x, bottom]].map(
      ([x, y]) => [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f]);
  };
  const span = (points, [x, y]) => {
    const along = points.map((point) => point[0] * x + point[1] * y);
    return [Math.min(...along), Math.max(...along)];
  };
  // Two rectangles, turned or not, overlap unless a line along one of their sides parts them.
  const overlap = (one, two) => [one, two].every((points) =>
    [[points[0], points[1]], [points[1], points[2]]].every(([from, to]) => {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
      const axis = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
      const [a, b] = [span(one, axis), span(two, axis)];
      return Math.min(a[1], b[1]) - Math.max(a[0], b[0]) > 0.5;
    }));

  const figures = [];
  let drawings = 0;
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.ownerSVGElement || !visible(svg)) continue;
    const texts = [...svg.querySelectorAll("text")].filter((text) => words(text) && visible(text));
    if (!texts.length) continue;
    drawings += 1;
    const frame = svg.getBoundingClientRect();
    const placed = texts.map((text) => [text, corners(text)]);
    for (const [text, points] of placed) {
      const matrix = text.getScreenCTM();
      const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
      const sizes = [text, ...text.querySelectorAll("tspan")].map((part) => parseFloat(getComputedStyle(part).fontSize));
      const size = Math.min(...sizes) * scale;
      if (size < 10.99) figures.push(`text of ${size.toFixed(1)} px: "${words(text)}"`);
      const [left, right] = span(points, [1, 0]);
      const [top, bottom] = span(points, [0, 1]);
      if (left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1)
        figures.push(`text outside its figure: "${words(text)}"`);
    }
    for (let i = 0; i < placed.length; i += 1)
      for (let j = i + 1; j < placed.length; j += 1) {
        const twice = words(placed[i][0]) === words(placed[j][0]) &&
          Math.hypot(placed[i][1][0][0] - placed[j][1][0][0], placed[i][1][0][1] - placed[j][1][0][1]) < 1;
        if (!twice && overlap(placed[i][1], placed[j][1]))
          figures.push(`text over text: "${words(placed[i][0])}" and "${words(placed[j][0])}"`);
      }
  }

  // What sticks out to the right, unless it scrolls within a box of its own.
  const wide = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    for (const element of document.body.querySelectorAll("*")) {
      let box = element.parentElement;
      while (box && getComputedStyle(box).overflowX === "visible") box = box.parentElement;
      const loose = !box || box === document.body || box === document.documentElement;
      if (loose && visible(element) && element.getBoundingClientRect().right > width + 1) {
        const name = element.tagName.toLowerCase() + (element.className ? "." + element.classList[0] : "");
        wide.push([element.getBoundingClientRect().right, `${name} "${words(element)}"`]);
      }
    }
    const [right, what] = wide.sort((a, b) => b[0] - a[0])[0] ?? [document.documentElement.scrollWidth, "the page"];
    wide.splice(0, wide.length, `${what} reaches ${Math.round(right)} px of ${width}`);
  }
  return { figures, drawings, wide };
}
