// Loket: comfort only. Every page works without this file; every word comes from the page's data attributes.
(() => {
  'use strict';
  const doc = document, root = doc.documentElement;
  const all = (sel, from = doc) => [...from.querySelectorAll(sel)];
  const on = (el, type, fn) => el.addEventListener(type, fn);
  const fill = (text, values) => (text || '').replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
  const make = (tag, cls, text = '') => Object.assign(doc.createElement(tag), { className: cls, textContent: text });
  const icon = name => {
    const svg = doc.createElementNS('http://www.w3.org/2000/svg', 'svg'), use = doc.createElementNS(svg.namespaceURI, 'use');
    svg.setAttribute('class', 'icon'); svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', '/assets/icons.svg#' + name); svg.append(use);
    return svg;
  };
  const size = bytes => {
    const [n, unit] = bytes < 1e6 ? [bytes / 1e3, 'KB'] : [bytes / 1048576, 'MB'];
    return n.toLocaleString(root.lang, { maximumFractionDigits: unit === 'MB' ? 1 : 0 }) + ' ' + unit;
  };
  root.classList.add('js');

  // The summary of errors takes the focus.
  doc.querySelector('.errors')?.focus();

  // Sending: the key says so and cannot be sent twice; coming back with the Back button frees it.
  for (const form of all('form[method=post]')) on(form, 'submit', event => {
    const key = event.submitter, busy = all('progress', form).length;
    if (form.dataset.sent || (busy && form.dataset.wait)) {
      event.preventDefault();
      if (!form.dataset.sent) say(form, form.dataset.wait);
      return;
    }
    form.dataset.sent = '1';
    if (key && form.dataset.busy) setTimeout(() => {
      key.dataset.words = key.innerHTML; key.textContent = form.dataset.busy; key.setAttribute('aria-disabled', 'true');
    });
  });
  on(window, 'pageshow', () => all('form[data-sent]').forEach(form => {
    delete form.dataset.sent;
    all('[data-words]', form).forEach(key => {
      key.innerHTML = key.dataset.words; delete key.dataset.words; key.removeAttribute('aria-disabled');
    });
  }));

  // Draft: what is typed is kept two seconds after the last key.
  const say = (form, text) => { const note = form.querySelector('[data-draft-note]'); if (note) note.textContent = text; };
  for (const form of all('form[data-draft]')) {
    let timer, last = '';
    const save = async () => {
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
      all('input[type=password]', form).forEach(field => body.delete(field.name));
      if (form.dataset.sent || String(body) === last) return;
      const note = form.querySelector('[data-draft-note]')?.dataset || {};
      try {
        const answer = await fetch(form.dataset.draft, { method: 'POST', body, redirect: 'error' });
        if (!answer.ok) throw answer;
        last = String(body);
        say(form, fill(note.saved, { time: (await answer.text()).trim() }));
      } catch { say(form, note.failed); }
    };
    on(form, 'input', event => { if (event.target.type !== 'file') { clearTimeout(timer); timer = setTimeout(save, 2000); } });
  }

  // Upload: each file goes at once to the field's data-upload; the answer is its line (an li), or a sentence.
  for (const field of all('[data-upload]')) {
    const words = field.dataset, input = field.querySelector('input[type=file]'), list = field.querySelector('.files');
    const send = (file, old) => {
      const row = make('li', ''), name = make('span', 'name', file.name), note = make('p', '', size(file.size));
      const act = make('button', 'link', words.cancel), bar = make('progress', '');
      act.type = 'button'; act.append(make('span', 'hushed', ' ' + file.name));
      bar.setAttribute('aria-label', file.name); note.setAttribute('role', 'status');
      row.append(icon('file'), name, act, note);
      old ? old.replaceWith(row) : list.insertBefore(row, list.querySelector('.add'));
      const stop = sentence => {
        const error = make('p', 'error'); error.setAttribute('role', 'alert');
        error.append(icon('overdue'), make('span', '', sentence));
        bar.remove(); note.textContent = size(file.size); row.append(error);
        act.firstChild.data = words.retry; act.onclick = () => send(file, row);
      };
      if (+words.max && file.size > words.max) return stop(fill(words.tooLarge, { size: size(file.size), max: size(+words.max) }));
      const request = new XMLHttpRequest(), began = Date.now(), body = new FormData();
      let step = 0;
      row.append(bar); body.append(input.name, file); request.open('POST', words.upload);
      request.upload.onprogress = ({ loaded, total }) => {
        const now = Date.now();
        if (now - step < 500 && loaded < total) return;
        step = now; bar.max = total; bar.value = loaded;
        const seconds = Math.max(1, Math.ceil((total - loaded) * (now - began) / loaded / 1000));
        note.textContent = loaded < total ? fill(words.sending, { sent: size(loaded), size: size(total), seconds }) : words.checking;
      };
      request.onload = () => {
        const html = /html/.test(request.getResponseHeader('Content-Type'));
        if (request.status < 300 && html) { const holder = make('ul', ''); holder.innerHTML = request.responseText; row.replaceWith(...holder.children); }
        else stop(!html && request.status < 500 && request.responseText.trim() || words.broken);
      };
      request.onerror = request.ontimeout = () => stop(words.broken);
      act.onclick = () => { request.abort(); row.remove(); input.focus(); };
      request.send(body);
    };
    if (input && list) on(input, 'change', () => { [...input.files].forEach(file => send(file)); input.value = ''; });
  }

  // One listener for the small keys.
  on(doc, 'click', async event => {
    const key = event.target.closest?.('button');
    if (!key) return;
    const { show, copy, print, remove } = key.dataset;
    if (show) {
      const field = doc.getElementById(show), hidden = field.type === 'password';
      key.dataset.words ??= key.textContent;
      field.type = hidden ? 'text' : 'password'; key.textContent = hidden ? key.dataset.hide : key.dataset.words;
    } else if (copy) {
      await navigator.clipboard.writeText(copy[0] === '#' ? doc.querySelector(copy).textContent.trim() : copy);
      key.textContent = key.dataset.done;
    } else if (print !== undefined) window.print();
    else if (remove) {
      event.preventDefault();
      const row = key.closest('li'), input = row.parentNode.querySelector('input[type=file]');
      const answer = await fetch(remove, { method: 'POST' }).catch(() => ({}));
      if (answer.ok) { row.remove(); input?.focus(); } else key.form?.requestSubmit(key);
    }
  });
  all('[data-show], [data-print]').forEach(key => { key.hidden = false; });
  if (navigator.clipboard) all('[data-copy]').forEach(key => { key.hidden = false; });

  // Password meter: four steps, a word, and the rules that tick.
  for (const meter of all('[data-meter]')) {
    const field = doc.getElementById(meter.dataset.for), words = meter.querySelector('p');
    let timer, turn = 0;
    on(field, 'input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const mine = ++turn, body = new URLSearchParams({ password: field.value });
        (meter.dataset.with || '').split(' ').filter(Boolean).forEach(name => body.set(name, field.form.elements[name]?.value || ''));
        const answer = await fetch(meter.dataset.meter, { method: 'POST', body }).then(a => a.ok && a.json()).catch(() => null);
        if (!answer || mine !== turn) return;
        meter.dataset.score = answer.score;
        words.replaceChildren(make('b', '', answer.word), ' ' + (answer.hint || ''));
        for (const [rule, ok] of Object.entries(answer.rules || {})) all(`[data-rule="${rule}"]`, field.form).forEach(li => { li.dataset.ok = ok; });
      }, 250);
    });
  }

  // Fields that depend on an answer, the checklist, and the words on the deciding key.
  for (const form of all('form')) {
    const when = all('[data-when-field]', form), decide = form.querySelector('[data-decide]'), needs = all('[data-needs]', form);
    if (!when.length && !decide && !needs.length) continue;
    const count = form.querySelector('[data-count]');
    const look = () => {
      const data = new FormData(form);
      if (needs.length) {
        const pairs = all('.pair', form), yes = all('.pair [value=yes]:checked', form).length, no = all('.pair [value=no]:checked', form).length;
        needs.forEach(field => {
          field.disabled = field.dataset.needs === 'yes' ? yes < pairs.length : !no;
          if (field.disabled) field.checked = false;
        });
        if (count) count.textContent = fill(count.dataset.count, { yes, all: pairs.length });
      }
      when.forEach(part => { part.hidden = !data.getAll(part.dataset.whenField).some(value => part.dataset.whenIs.split(' ').includes(value)); });
      if (decide) {
        decide.dataset.plain ??= decide.textContent;
        decide.textContent = form.querySelector('[data-submit]:checked')?.dataset.submit || decide.dataset.plain;
      }
    };
    on(form, 'change', look); look();
  }

  // Tabs: the underline follows the part that is being read.
  for (const tabs of all('.tabs')) {
    const links = all('a[href^="#"]', tabs), parts = links.map(link => doc.getElementById(link.hash.slice(1)));
    if (!links.length) continue;
    const look = () => {
      const line = tabs.getBoundingClientRect().bottom + 24, end = innerHeight + scrollY >= root.scrollHeight - 2;
      const at = end ? parts.length - 1 : Math.max(0, parts.findLastIndex(part => part && part.getBoundingClientRect().top <= line));
      links.forEach((link, i) => {
        if (i !== at) return link.removeAttribute('aria-current');
        if (link.hasAttribute('aria-current')) return;
        link.setAttribute('aria-current', 'true');
        tabs.scrollTo({ left: link.offsetLeft - tabs.offsetLeft - 40 });
      });
    };
    on(window, 'scroll', look); on(window, 'resize', look); look();
  }
  doc.querySelector('.rail [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

  // Live queue: a notice says how many tickets came in; the list itself never moves under the hand.
  for (const note of all('[data-live]')) {
    const seen = new Set(), source = new EventSource(note.dataset.live);
    on(source, 'ticket', ({ data }) => {
      seen.add(data);
      note.querySelector('b').textContent = fill(seen.size > 1 ? note.dataset.many : note.dataset.one, { n: seen.size });
      note.hidden = false;
    });
    on(window, 'pagehide', () => source.close());
  }

  // The desk by keyboard: / searches, j and k walk the rows.
  const rows = all('.queue .code'), search = doc.querySelector('.filter [type=search]');
  if (search) on(doc, 'keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const at = rows.indexOf(doc.activeElement), next = { j: at + 1, k: Math.max(0, at - 1) }[event.key];
    if (event.key === '/') { event.preventDefault(); search.focus(); }
    else rows[next]?.focus();
  });
})();
