// What the pages do in the browser: times in the viewer's zone, dialogs, what is live, charts. Works on whatever htmx brings in, too.
(() => {
  const language = document.documentElement.lang;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });

  const showTimes = root => root.querySelectorAll('time[datetime]:not([data-shown])').forEach(element => {
    element.textContent = time.format(new Date(element.dateTime));
    element.dataset.shown = '';
  });

  // Charts: <div class="chart" data-chart='{"x":[…seconds…],"series":[{"label":…,"values":[…],"kind":"bar"|"line","color":"blue"}]}'>
  const charts = new Map();
  // Variables refer to others and mix colours, which a canvas doesn't understand: an element resolves them.
  const colour = name => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = `var(--tblr-${name})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  };
  // uPlot's own are English. Midnight is a day.
  const namesOf = (_, ticks, __, ___, apart) => ticks.map(tick => {
    const at = new Date(tick * 1000);
    const isMidnight = at.getHours() + at.getMinutes() + at.getSeconds() === 0;
    return (isMidnight ? day : apart < 60 ? seconds : clock).format(at);
  });
  const draw = element => {
    const { x, series, format } = JSON.parse(element.dataset.chart);
    charts.get(element)?.destroy();
    const ink = colour('secondary');
    const grid = { stroke: colour('border-color'), width: 1 };
    charts.set(element, new uPlot({
      width: element.clientWidth,
      height: 220,
      cursor: { drag: { x: false, y: false } },
      axes: [{ stroke: ink, grid, ticks: grid, space: 75, values: namesOf }, { stroke: ink, grid, ticks: grid, size: 60, values: (_, ticks) => ticks.map(tick => format === 'ms' ? `${tick} ms` : `${tick}`) }],
      scales: {
        x: { range: (_, low, high) => x.length === 1 ? [x[0] - 60, x[0] + 60] : [low, high] }, // Two minutes for a single point; uPlot would take years.
        y: { range: (_, low, high) => [0, Math.max((high || 0) * 1.05, 1)] },
      },
      series: [
        { label: document.body.dataset.time, value: (_, at) => at === null ? '–' : time.format(new Date(at * 1000)) },
        ...series.map(one => ({
          label: one.label,
          stroke: colour(one.color),
          fill: one.kind === 'bar' ? colour(`${one.color}-lt`) : undefined,
          width: 1.5,
          points: { show: one.kind === 'points', size: 6, fill: colour(one.color) },
          paths: one.kind === 'bar' ? uPlot.paths.bars({ size: [0.8, 40] }) : one.kind === 'points' ? () => null : undefined,
        })),
      ],
    }, [x, ...series.map(one => one.values)], element));
  };
  const drawAll = root => {
    for (const [element, chart] of charts) {
      if (!element.isConnected) { chart.destroy(); charts.delete(element); }
    }
    root.querySelectorAll('[data-chart]').forEach(element => {
      if (element.drawn !== element.dataset.chart || !element.querySelector('.uplot')) { element.drawn = element.dataset.chart; element.replaceChildren(); draw(element); }
    });
  };

  // Choosing some of a list.
  const count = form => {
    const chosen = form.querySelectorAll('[data-choose]:checked').length;
    form.querySelectorAll('[data-chosen]').forEach(element => { element.textContent = chosen; });
    form.querySelectorAll('[data-needs-choice]').forEach(element => { element.disabled = chosen === 0; });
    const all = form.querySelector('[data-choose-all]');
    all.checked = chosen > 0 && chosen === form.querySelectorAll('[data-choose]').length;
    all.indeterminate = chosen > 0 && !all.checked;
  };

  const enliven = root => {
    showTimes(root);
    drawAll(root);
    root.querySelectorAll('form').forEach(form => form.querySelector('[data-choose]') && count(form));
  };

  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-opens]');
    if (opener) { document.getElementById(opener.dataset.opens)?.showModal(); }
    const closer = event.target.closest('[data-closes]');
    if (closer) { closer.closest('dialog').close(); }
  });

  document.addEventListener('change', event => {
    if (event.target.matches('[data-choose-all]')) {
      event.target.form.querySelectorAll('[data-choose]').forEach(box => { box.checked = event.target.checked; });
    }
    if (event.target.matches('[data-choose-all], [data-choose]')) { count(event.target.form); }
    if (event.target.matches('[data-submits]')) { event.target.form.requestSubmit(); }
  });

  // A form is sent once, and its button shows that it is under way. A page that comes back from the browser's cache takes it again, and so does one whose answer doesn't come.
  const Patience = 40000; // Longer than the longest that a host takes.
  const release = form => {
    clearTimeout(form.dataset.sent);
    delete form.dataset.sent;
    form.querySelectorAll('[aria-busy]').forEach(button => { button.classList.remove('btn-loading'); button.removeAttribute('aria-busy'); });
  };
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method === 'post') {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = setTimeout(() => release(form), Patience);
      event.submitter?.classList.add('btn-loading');
      event.submitter?.setAttribute('aria-busy', 'true');
    }
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(release));

  // What has changed comes as an event's name; the parts of the page that show it fetch themselves anew.
  const live = document.body.dataset.live;
  const trouble = document.getElementById('trouble');
  const tell = (...words) => { trouble.hidden = words.length === 0; trouble.replaceChildren(...words); };
  const tellNoAnswer = () => tell(document.body.dataset.trouble);
  const tellSignedOut = () => {
    const link = document.createElement('a');
    [link.href, link.textContent, link.className] = [location.href, document.body.dataset.signIn, 'alert-link'];
    tell(`${document.body.dataset.signedOut} `, link);
  };
  // The browser doesn't say why it was refused.
  const isSignedOut = async () => {
    const asking = new AbortController();
    try {
      return (await fetch(live, { signal: asking.signal })).status === 401;
    } catch {
      return false;
    } finally {
      asking.abort();
    }
  };
  const topics = ['overview', 'jobs', 'messages', 'orders'];
  const missed = new Set(); // While a dialog is open nothing moves under it.
  const changed = topic => {
    if (document.querySelector('dialog[open]')) { missed.add(topic); } else { document.body.dispatchEvent(new Event(`live:${topic}`)); }
  };
  document.addEventListener('close', () => { const late = [...missed]; missed.clear(); late.forEach(changed); }, true);
  let isLive = false;
  const watch = isFirst => {
    const source = new EventSource(live);
    let waiting;
    topics.forEach(topic => source.addEventListener(topic, () => changed(topic)));
    source.addEventListener('open', () => {
      clearTimeout(waiting);
      waiting = undefined;
      isLive = true;
      tell();
      if (!isFirst) { topics.forEach(changed); } // What came between two connections was told to nobody.
      isFirst = false;
    });
    source.addEventListener('error', async () => {
      isLive = false;
      waiting ??= setTimeout(() => source.readyState !== EventSource.OPEN && tellNoAnswer(), 4000); // From the first of the tries that fail.
      if (source.readyState !== EventSource.CLOSED) { return; }
      if (await isSignedOut()) {
        clearTimeout(waiting);
        tellSignedOut();
      } else {
        setTimeout(() => watch(false), 5000); // Refused: the browser gives up, we don't.
      }
    });
    addEventListener('pagehide', () => source.close());
  };
  if (live && document.querySelector('[hx-trigger*="live:"]')) { watch(true); }
  // What was asked for just before a dialog was opened must not close it.
  document.body.addEventListener('htmx:before:swap', event => {
    if (document.querySelector('dialog[open]')) { event.preventDefault(); topics.forEach(topic => missed.add(topic)); }
  });
  document.body.addEventListener('htmx:after:swap', event => {
    if (event.detail.ctx?.response.status < 400 && isLive) { tell(); } // An error's swap, which puts nothing in place, is told of, too.
    enliven(document);
  });
  document.body.addEventListener('htmx:response:error', event => event.detail.ctx.response.status === 401 ? tellSignedOut() : tellNoAnswer());

  document.addEventListener('themechange', () => { document.querySelectorAll('[data-chart]').forEach(element => { element.drawn = null; }); drawAll(document); });
  let resizing;
  addEventListener('resize', () => { clearTimeout(resizing); resizing = setTimeout(() => charts.forEach((chart, element) => chart.setSize({ width: element.clientWidth, height: 220 })), 200); });
  enliven(document);

  // A dialog that comes back with what was wrong asks as it did before. Without a script it is a part of the page.
  document.querySelectorAll('dialog[open]').forEach(dialog => { dialog.close(); dialog.showModal(); });
})();
