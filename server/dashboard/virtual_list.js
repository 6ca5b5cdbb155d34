// A list that keeps only the visible rows in the document.
import { make } from './dom.js';

const kOverscan = 6;

/**
 * Returns a list in `viewport`. `makeRow()` returns an empty row element, `fillRow(row, index)` fills it.
 * All rows have the height of the style's --row.
 */
export function virtualList(viewport, head, makeRow, fillRow) {
  const canvas = make('div', { class: 'canvas', role: 'rowgroup' });
  viewport.append(head, canvas);
  const rows = [];
  let total = 0;
  let frame = 0;
  const heightOf = () => Number.parseFloat(getComputedStyle(viewport).getPropertyValue('--row')) || 30;
  let height = heightOf();

  function draw() {
    frame = 0;
    const top = Math.max(0, viewport.scrollTop - head.offsetHeight);
    const first = Math.max(0, Math.floor(top / height) - kOverscan);
    const last = Math.min(total, Math.ceil((top + viewport.clientHeight) / height) + kOverscan);
    while (rows.length < last - first) rows.push(canvas.appendChild(makeRow()));
    // A row keeps its element while it is visible: an index belongs to one element of the ring.
    rows.forEach((row) => { row.isUsed = false; });
    for (let index = first; index < last; ++index) {
      const row = rows[index % rows.length];
      row.isUsed = true;
      row.hidden = false;
      row.style.transform = `translateY(${index * height}px)`;
      fillRow(row, index);
    }
    for (const row of rows) if (!row.isUsed) row.hidden = true;
  }
  const request = () => { frame ||= requestAnimationFrame(draw); };
  viewport.addEventListener('scroll', request, { passive: true });
  new ResizeObserver(() => { height = heightOf(); resize(); }).observe(viewport);

  function resize() {
    canvas.style.height = `${total * height}px`;
    request();
  }
  return {
    refresh: request,
    /** Sets the number of rows; `added` of them are new and above the visible ones. */
    setTotal(value, added = 0) {
      total = value;
      canvas.style.height = `${total * height}px`;
      if (added > 0 && viewport.scrollTop > height) viewport.scrollTop += added * height;
      request();
    },
    scrollTo(index) {
      const top = index * height;
      const room = viewport.clientHeight - head.offsetHeight - height;
      if (top < viewport.scrollTop) viewport.scrollTop = top;
      else if (top > viewport.scrollTop + room) viewport.scrollTop = top - room;
      request();
    },
    toEnd() {
      viewport.scrollTop = viewport.scrollHeight;
      request();
    },
    isAtEnd: () => viewport.scrollTop + viewport.clientHeight >= viewport.scrollHeight - height,
    pageSize: () => Math.max(1, Math.floor(viewport.clientHeight / height) - 2),
  };
}
