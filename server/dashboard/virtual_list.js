// A list that keeps only the visible rows in the document.
import { make } from './dom.js';

const kOverscan = 6;

/** `makeRow()` returns an empty row element, `fillRow(row, index)` fills it. Rows have the height --row. */
export class VirtualList {
  constructor(viewport, head, makeRow, fillRow) {
    Object.assign(this, { viewport, head, makeRow, fillRow, rows: [], total: 0, frame: 0 });
    this.canvas = make('div', { class: 'canvas', role: 'rowgroup' });
    viewport.append(head, this.canvas);
    viewport.addEventListener('scroll', () => this.refresh(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(viewport);
    this.measure();
  }

  measure() {
    this.height = Number.parseFloat(getComputedStyle(this.viewport).getPropertyValue('--row')) || 28;
    this.setTotal(this.total);
  }

  /** Draws with the next frame. */
  refresh() {
    this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.draw(); });
  }

  draw() {
    const { viewport, height, rows } = this;
    const top = Math.max(0, viewport.scrollTop - this.head.offsetHeight);
    const first = Math.max(0, Math.floor(top / height) - kOverscan);
    const last = Math.min(this.total, Math.ceil((top + viewport.clientHeight) / height) + kOverscan);
    while (rows.length < last - first) rows.push(this.canvas.appendChild(this.makeRow()));
    const unused = new Set(rows);
    // A row keeps its element while it is visible: the elements are a ring.
    for (let index = first; index < last; ++index) {
      const row = rows[index % rows.length];
      unused.delete(row);
      row.hidden = false;
      row.style.transform = `translateY(${index * height}px)`;
      this.fillRow(row, index);
    }
    for (const row of unused) row.hidden = true;
  }

  /** Sets the number of rows; `added` of them are new and above the visible ones. */
  setTotal(total, added = 0) {
    this.total = total;
    this.canvas.style.height = `${total * this.height}px`;
    if (added > 0 && this.viewport.scrollTop > this.height) this.viewport.scrollTop += added * this.height;
    this.refresh();
  }

  scrollTo(index) {
    const top = index * this.height;
    const room = this.viewport.clientHeight - this.head.offsetHeight - this.height;
    if (top < this.viewport.scrollTop) this.viewport.scrollTop = top;
    else if (top > this.viewport.scrollTop + room) this.viewport.scrollTop = top - room;
    this.refresh();
  }

  toEnd() {
    this.viewport.scrollTop = this.viewport.scrollHeight;
    this.refresh();
  }

  isAtEnd() {
    return this.viewport.scrollTop + this.viewport.clientHeight >= this.viewport.scrollHeight - this.height;
  }

  pageSize() {
    return Math.max(1, Math.floor(this.viewport.clientHeight / this.height) - 2);
  }
}
