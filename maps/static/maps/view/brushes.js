// What canvas is filled with: tokens as colours, and the patterns of view/patterns.js as small pictures.

const TILE = 8;
const kept = new Map();

function colour(token) {
  const name = token.replace(/^var\(|\)$/g, '');
  if (!kept.has(name)) kept.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim() || token);
  return kept.get(name);
}

const LINES = {
  hatch: [[-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6]],
  back: [[-2, 6, 2, 10], [0, 0, 8, 8], [6, -2, 10, 2]],
  cross: [[0, 0, 8, 8], [0, 8, 8, 0]],
  rows: [[0, 4, 8, 4]],
  columns: [[4, 0, 4, 8]],
};
const CIRCLES = { dots: [[2, 2, 1.15], [6, 6, 1.15]], rings: [[4, 4, 2]] };

function picture(look) {
  const sharp = 2; // the pattern stays clear on fine screens
  const canvas = document.createElement('canvas');
  canvas.width = TILE * sharp;
  canvas.height = TILE * sharp;
  const context = canvas.getContext('2d');
  context.scale(sharp, sharp);
  context.fillStyle = colour(look.colour);
  context.fillRect(0, 0, TILE, TILE);
  context.strokeStyle = colour(look.line);
  context.fillStyle = colour(look.line);
  context.globalAlpha = 0.75;
  context.lineWidth = 1.1;
  for (const [x1, y1, x2, y2] of LINES[look.pattern] ?? []) {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  for (const [x, y, radius] of CIRCLES[look.pattern] ?? []) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    if (look.pattern === 'rings') context.stroke();
    else context.fill();
  }
  return { canvas, sharp };
}

/** Return what fills a shape of a look on a canvas that is drawn at a scale. */
function fill(context, look, scale) {
  if (look.pattern === 'plain') return colour(look.colour);
  const key = `${look.pattern} ${look.colour} ${look.line}`;
  if (!kept.has(key)) kept.set(key, picture(look));
  const { canvas, sharp } = kept.get(key);
  const pattern = context.createPattern(canvas, 'repeat');
  pattern.setTransform(new DOMMatrix().scale(1 / (scale * sharp)));
  return pattern;
}

export const brush = { colour, fill };
