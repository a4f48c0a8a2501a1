// <hc-chart unit="万元" kind="bar" height="208" library="/lib/echarts.js"> draws the <table> it contains: the table is the data,
// the fallback and the accessible text. Canvas and rich-text tooltips, because a strict policy forbids style attributes.
let loading;
const library = address => loading ??= new Promise((done, fail) => {
  document.head.append(Object.assign(document.createElement('script'), { src: address, onload: done, onerror: fail }));
});

class HcChart extends HTMLElement {
  async connectedCallback() {
    if (!this.shadowRoot) this.open();
    this.watch = new MutationObserver(() => this.draw());
    this.watch.observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
    // Enhanced navigation patches the table of a chart that stays on the page.
    this.watch.observe(this, { childList: true, characterData: true, subtree: true });
    this.size = new ResizeObserver(() => this.chart?.resize());
    this.size.observe(this.box);
    try { await library(this.getAttribute('library')); } catch { this.box.remove(); return; }
    if (this.isConnected) this.draw();
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.size?.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  open() {
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:host{display:block}.box{overflow:hidden;height:${parseInt(this.getAttribute('height')) || 224}px}`);
    root.adoptedStyleSheets = [sheet];
    this.box = root.appendChild(Object.assign(document.createElement('div'), { className: 'box' }));
    this.box.setAttribute('aria-hidden', 'true');
    root.append(document.createElement('slot'));
    this.probe = root.appendChild(document.createElement('i'));
  }

  colour(name) { this.probe.style.color = `var(${name})`; return getComputedStyle(this.probe).color; }

  draw() {
    const table = this.querySelector('table');
    if (!table || !window.echarts) return;
    const rows = [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim()));
    // A column marked as a total is for readers of the table; drawing it would count everything twice.
    const columns = [...table.tHead.rows[0].cells].map((cell, index) => ({ index, name: cell.textContent.trim(), total: 'total' in cell.dataset })).slice(1).filter(c => !c.total);
    const line = this.getAttribute('kind') === 'line';
    const ink = this.colour('--hc-ink-3'), rule = this.colour('--hc-line'), label = { color: ink, fontSize: 12 };
    const number = text => text === '' || text === '—' ? null : Number(text.replaceAll(',', ''));
    // Nobody makes a third of a visit.
    const whole = rows.every(row => columns.every(column => Number.isInteger(number(row[column.index]) ?? 0)));
    this.chart ??= echarts.init(this.box, null, { renderer: 'canvas' });
    this.chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(this).fontFamily },
      color: [1, 2, 3, 4, 5].map(i => this.colour(`--hc-chart-${i}`)),
      grid: { left: 4, right: 4, top: columns.length > 1 ? 34 : 10, bottom: 0, outerBoundsMode: 'same' },
      legend: { type: 'scroll', show: columns.length > 1, top: 0, left: 0, itemWidth: 10, itemHeight: 8, itemGap: 16, icon: 'roundRect', textStyle: label },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: v => v == null ? '—' : `${v.toLocaleString()} ${this.getAttribute('unit') ?? ''}` },
      xAxis: { type: 'category', data: rows.map(row => row[0]), axisTick: { show: false }, axisLine: { lineStyle: { color: rule } }, axisLabel: { ...label, hideOverlap: true, interval: 0, width: Math.floor(this.clientWidth / Math.max(rows.length, 1)) - 6, overflow: 'break' } },
      yAxis: { type: 'value', splitNumber: 3, minInterval: whole ? 1 : 0, axisLabel: label, splitLine: { lineStyle: { color: rule } } },
      series: columns.map(column => ({
        name: column.name, data: rows.map(row => number(row[column.index])),
        ...(line ? { type: 'line', symbolSize: 5 } : { type: 'bar', stack: 'all', barWidth: '44%' }),
      })),
    }, true);
  }
}
customElements.define('hc-chart', HcChart);
