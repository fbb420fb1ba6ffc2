// Draws every <canvas data-chart="id"> from the JSON in the element of that id. The same numbers stand in the table
// below the canvas, so a series is told from others by its dashes and points as well as by its colour.
(() => {
  "use strict";
  const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
  const points = ["circle", "rectRot", "triangle", "rect"];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const drawn = [];

  function draw(canvas) {
    const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
    const tell = (value) => (value === null ? "–" : value.toFixed(data.places) + data.unit);
    const tone = (series, index) => colour(`--${series.tone ?? `series-${(index % 4) + 1}`}`);
    const ink = colour("--quiet");
    const grid = { color: colour("--line") };
    const datasets = data.series.map((series, index) => ({
      label: series.name,
      data: series.values,
      borderColor: data.stacked ? colour("--ink") : tone(series, index),
      backgroundColor: tone(series, index),
      borderDash: dashes[index % 4],
      pointStyle: points[index % 4],
      pointRadius: data.stacked ? 0 : 4,
      fill: data.stacked,
      borderWidth: 2,
    }));
    return new Chart(canvas, {
      type: data.kind,
      data: { labels: data.labels, datasets },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: isStill ? false : { duration: 300 },
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { stacked: data.stacked, ticks: { color: ink }, grid },
          y: { stacked: data.stacked, beginAtZero: true, suggestedMax: data.highest ?? undefined, ticks: { color: ink, precision: data.places ? undefined : 0, callback: (value) => value + data.unit }, grid },
        },
        plugins: {
          legend: { display: data.series.length > 1, labels: { color: ink, usePointStyle: true, boxWidth: 8, boxHeight: 8 } },
          tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${tell(item.parsed.y)}` } },
        },
      },
    });
  }

  function drawAll() {
    while (drawn.length) drawn.pop().destroy();
    document.querySelectorAll("canvas[data-chart]").forEach((canvas) => drawn.push(draw(canvas)));
  }

  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
