// Loket: comfort only. Every page works without this file, and every word comes from the page's data attributes.
'use strict';
const root = document.documentElement;
const all = (sel, from = document) => [...from.querySelectorAll(sel)];
const fill = (text, values) => (text || '').replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
const make = (tag, cls, text = '') => Object.assign(document.createElement(tag), { className: cls, textContent: text });
const post = (url, body) => fetch(url, { method: 'POST', body, redirect: 'error' });
const later = (wait, fn, timer) => () => { clearTimeout(timer); timer = setTimeout(fn, wait); };
const sprite = document.querySelector('use')?.getAttribute('href').split('#')[0];
const icon = name => {
  const box = make('span', '');
  box.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#${name}"/></svg>`;
  return box.firstChild;
};
const size = bytes => {
  const [n, unit] = bytes < 1e6 ? [bytes / 1024, 'KB'] : [bytes / 1048576, 'MB'];
  return n.toLocaleString(root.lang, { maximumFractionDigits: unit === 'MB' ? 1 : 0 }) + ' ' + unit;
};
const say = (form, text) => all('[data-draft-note]', form).forEach(note => { note.textContent = text; });

root.classList.add('js');
all('[data-show], [data-print], [data-copy]').forEach(key => { key.hidden = 'copy' in key.dataset && !navigator.clipboard; });
document.querySelector('.errors')?.focus();
document.querySelector('.rail [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Sending: the key says so and cannot be sent twice; coming back with the Back button frees it.
for (const form of all('form[method=post]')) form.onsubmit = event => {
  const { sent, busy, wait } = form.dataset, key = event.submitter;
  const stuck = !sent && wait && form.querySelector('[data-upload] progress');
  if (stuck) say(form, wait);
  if (sent || stuck) return event.preventDefault();
  form.dataset.sent = 1;
  if (key && busy) setTimeout(() => {
    key.dataset.words = key.innerHTML; key.textContent = busy; key.setAttribute('aria-disabled', true);
  });
};
window.onpageshow = () => all('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  all('[aria-disabled][data-words]', form).forEach(key => { key.innerHTML = key.dataset.words; key.removeAttribute('aria-disabled'); });
});

// What was typed outlives the question who it is, and the end of a session: afterwards the form of the same person is filled
// in again.
const asks = page => /\/masuk(\/\w+)?$/.test(page.split('?')[0]), who = document.querySelector('.who')?.textContent, store = (() => {
  // Where a browser keeps nothing for a site, asking for it throws.
  try { return sessionStorage; } catch { return {}; }
})();
if (!asks(location.pathname)) {
  const [whose, path, action, fields] = JSON.parse(store.typed || '[]'), forms = all('.form[method=post]:not([data-draft])');
  const form = who && whose === who && path.startsWith(location.pathname) && asks(document.referrer) && forms.find(one => one.action === action);
  for (const [name, value] of form ? fields : []) for (const field of all('[name]', form)) {
    if (field.name !== name || field.type === 'hidden') continue;
    if (/radio|checkbox/.test(field.type)) field.checked ||= field.value === value; else field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  delete store.typed;
  if (who) for (const form of forms) form.addEventListener('submit', () => {
    const data = new FormData(form);
    all('[type=password]', form).forEach(field => data.delete(field.name));
    const typed = [...data].filter(([, value]) => typeof value === 'string');
    store.typed = JSON.stringify([who, location.pathname, form.action, typed]);
  });
}

// A large file: how far it has come; then it is being read, and the answer is the next page. One that is too large is not sent.
for (const form of all('form[data-progress]')) {
  const field = form.querySelector('[type=file]'), { max, tooLarge, progress } = form.dataset;
  field.addEventListener('change', () => {
    field.setCustomValidity(field.files[0]?.size > +max ? tooLarge : ''); field.ariaInvalid = !field.reportValidity();
  });
  form.addEventListener('submit', event => {
    if (event.defaultPrevented || !field.value) return;
    event.preventDefault();
    const bar = make('progress', ''), request = new XMLHttpRequest();
    bar.ariaLabel = progress; (event.submitter || form.lastChild).after(bar);
    request.upload.onprogress = ({ loaded, total }) => {
      if (loaded < total) { bar.max = total; bar.value = loaded; } else bar.removeAttribute('value');
    };
    const plain = () => { bar.remove(); form.submit(); };
    request.onload = () => request.responseURL === form.action ? plain() : location.assign(request.responseURL);
    request.onerror = plain;
    request.open('POST', form.action); request.send(new FormData(form));
  });
}

// Draft: what was typed is kept two seconds after the last key.
for (const form of all('form[data-draft]')) {
  let last = '';
  const { saved, failed } = form.querySelector('[data-draft-note]')?.dataset || {};
  const save = later(2000, async () => {
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    all('[type=password]', form).forEach(field => body.delete(field.name));
    if (form.dataset.sent || `${body}` === last) return;
    try {
      const answer = await post(form.dataset.draft, body);
      if (!answer.ok) throw answer;
      last = `${body}`;
      say(form, fill(saved, { time: await answer.text() }));
    } catch { say(form, failed); }
  });
  form.addEventListener('input', event => event.target.type !== 'file' && save());
}

// Upload: each file goes to the field's data-upload at once; the answer is its line (an li), or a sentence.
for (const field of all('[data-upload]')) {
  const words = field.dataset, input = field.querySelector('[type=file]'), list = field.querySelector('.files');
  const send = (file, old) => {
    const row = make('li', ''), note = make('p', '', size(file.size)), act = make('button', 'link', words.cancel), bar = make('progress', '');
    const request = new XMLHttpRequest(), body = new FormData(), began = Date.now();
    let drawn = 0;
    act.type = 'button'; act.append(make('span', 'hushed', ' ' + file.name));
    bar.ariaLabel = file.name;
    row.append(icon('file'), make('span', 'name', file.name), act, note);
    old ? old.replaceWith(row) : list.insertBefore(row, list.querySelector('.add'));
    const stop = sentence => {
      const error = make('p', 'error');
      error.role = 'alert'; error.append(icon('overdue'), make('span', '', sentence));
      bar.remove(); row.append(error); note.textContent = size(file.size);
      act.firstChild.data = words.retry; act.onclick = () => send(file, row);
    };
    if (file.size > words.max) return stop(fill(words.tooLarge, { size: size(file.size), max: size(+words.max) }));
    row.append(bar); body.append(input.name, file);
    request.upload.onprogress = ({ loaded, total }) => {
      const now = Date.now(), left = total - loaded;
      if (left && now - drawn < 500) return;
      drawn = now; bar.max = total; bar.value = loaded;
      note.textContent = left ? fill(words.sending, { sent: size(loaded), size: size(total), seconds: Math.ceil(left * (now - began) / loaded / 1000) || 1 }) : words.checking;
    };
    request.onload = () => {
      const text = request.responseText.trim(), html = text[0] === '<', holder = make('ul', '');
      if (request.status > 299 || !html) return stop(!html && request.status < 500 && text || words.broken);
      holder.innerHTML = text; row.replaceWith(...holder.children);
    };
    request.onerror = () => stop(words.broken);
    act.onclick = () => { request.abort(); row.remove(); input.focus(); };
    request.open('POST', words.upload); request.send(body);
  };
  input.onchange = () => { [...input.files].forEach(file => send(file)); input.value = ''; };
}

// The small keys: show, copy, print, remove.
document.addEventListener('click', async event => {
  const key = event.target.closest('button'), { show, hide, copy, done, print, remove, words } = key?.dataset || {};
  if (show) {
    const field = document.getElementById(show), hidden = field.type === 'password';
    key.dataset.words = words || key.textContent;
    field.type = hidden ? 'text' : 'password'; key.textContent = hidden ? hide : words;
  } else if (copy) {
    await navigator.clipboard.writeText(document.querySelector(copy).textContent.trim()); key.textContent = done;
  } else if (print === '') window.print();
  else if (remove) {
    event.preventDefault();
    const row = key.closest('li'), input = row.parentNode.querySelector('[type=file]');
    if (!(await post(remove).catch(() => 0)).ok) return key.form.requestSubmit(key);
    row.remove(); input?.focus();
  }
});

// Passkeys: the device answers the challenge of the page, and the form carries the answer. Bytes travel as base64url.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0));
const base64 = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
for (const form of window.PublicKeyCredential ? all('[data-passkey]') : []) {
  const { passkey, challenge } = form.dataset, note = form.querySelector('[data-failed]');
  form.hidden = false;
  if (form.nextElementSibling?.matches('.or')) form.nextElementSibling.hidden = false;
  // With the address field the browser suggests the passkeys that it has; the button ends that question before it asks its own.
  let quiet;
  const ask = async mediation => {
    quiet?.abort(); note.hidden = true;
    const { signal } = quiet = new AbortController();
    try {
      const { ceremony, options } = challenge ? JSON.parse(challenge) : await post(passkey + (mediation ? '?saran=1' : '')).then(answer => answer.json());
      options.challenge = bytes(options.challenge);
      if (options.user) options.user.id = bytes(options.user.id);
      for (const one of [...options.allowCredentials || [], ...options.excludeCredentials || []]) one.id = bytes(one.id);
      const made = await navigator.credentials[options.user ? 'create' : 'get']({ publicKey: options, signal, ...mediation && { mediation } }), response = {};
      for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
        if (made.response[part]) response[part] = base64(made.response[part]);
      form.elements.ceremony.value = ceremony;
      form.elements.answer.value = JSON.stringify({ id: made.id, rawId: base64(made.rawId), type: made.type, extensions: {}, response });
      form.requestSubmit();
    } catch { note.hidden = !!mediation || signal.aborted; }
  };
  form.querySelector('[type=button]').onclick = () => ask();
  if ('suggest' in form.dataset) PublicKeyCredential.isConditionalMediationAvailable?.().then(can => can && ask('conditional'));
}

// Password meter: four steps, a word, and the rules that tick.
for (const meter of all('[data-meter]')) {
  const field = document.getElementById(meter.dataset.for), { form } = field;
  field.addEventListener('input', later(250, async () => {
    const asked = field.value, body = new URLSearchParams({ password: asked });
    for (const name of meter.dataset.with?.split(' ') || []) body.set(name, form.elements[name].value);
    const answer = await post(meter.dataset.meter, body).then(a => a.ok && a.json()).catch(() => 0);
    if (!answer || asked !== field.value) return;
    meter.dataset.score = answer.score;
    meter.querySelector('p').replaceChildren(make('b', '', answer.word), ' ', answer.hint || '');
    for (const rule in answer.rules) all(`[data-rule=${rule}]`, form).forEach(line => { line.dataset.ok = answer.rules[rule]; });
  }));
}

// A username: whether it is free, a moment after the last key.
for (const field of all('[data-free]')) {
  const answer = document.getElementById(field.dataset.says);
  field.addEventListener('input', later(400, async () => {
    const asked = field.value;
    const found = asked && await post(field.dataset.free, new URLSearchParams({ username: asked })).then(a => a.ok && a.json()).catch(() => 0);
    if (asked !== field.value) return;
    answer.hidden = !found;
    if (found) { answer.dataset.ok = found.free; answer.textContent = found.words; }
  }));
}

// Fields that depend on an answer, the checklist, and the words on the deciding key.
for (const form of all('form')) {
  const parts = all('[data-when-field]', form), needs = all('[data-needs]', form), [decide] = all('[data-decide]', form), plain = decide?.textContent;
  const look = () => {
    const data = new FormData(form), total = all('.pair', form).length, yes = all('.pair [value=yes]:checked', form).length, no = all('.pair [value=no]:checked', form).length;
    for (const field of needs) {
      field.disabled = field.dataset.needs === 'yes' ? yes < total : !no;
      if (field.disabled) field.checked = false;
    }
    for (const part of parts) part.hidden = !data.getAll(part.dataset.whenField).some(value => part.dataset.whenIs.split(' ').includes(value));
    all('[data-count]', form).forEach(note => { note.textContent = fill(note.dataset.count, { yes, all: total }); });
    if (decide) decide.textContent = form.querySelector('[data-submit]:checked')?.dataset.submit || plain;
  };
  if (parts.length || needs.length || decide) { form.addEventListener('change', look); look(); }
}

// Tabs: the underline follows the part that is being read.
for (const tabs of all('.tabs')) {
  const links = all('a[href^="#"]', tabs), parts = links.map(link => document.getElementById(link.hash.slice(1)));
  const look = () => {
    const line = tabs.getBoundingClientRect().bottom + 24;
    let at = parts.filter(part => part.getBoundingClientRect().top <= line).length - 1;
    if (innerHeight + scrollY > root.scrollHeight - 2) at = parts.length - 1;
    const now = links[Math.max(at, 0)];
    if (!now || now.ariaCurrent) return;
    links.forEach(link => link.removeAttribute('aria-current'));
    now.setAttribute('aria-current', true);
    tabs.scrollTo({ left: now.offsetLeft - 40 });
  };
  addEventListener('scroll', look); look();
}

// Live queue: a notice says how many tickets came in; the list never moves under the hand.
for (const note of all('[data-live]')) {
  const seen = new Set(), { live, one, many } = note.dataset;
  new EventSource(live).addEventListener('ticket', ({ data }) => {
    const n = seen.add(data).size;
    note.querySelector('b').textContent = fill(n > 1 ? many : one, { n });
    note.hidden = false;
  });
}

// The queue by keyboard, while the focus is in it: j and k walk the rows, / goes to the search.
for (const queue of all('.queue')) queue.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = all('.code', queue), at = rows.indexOf(document.activeElement);
  const to = { j: rows[at + 1], k: rows[at - 1], '/': document.querySelector('.filter [type=search]') }[event.key];
  if (to) { event.preventDefault(); to.focus(); }
});

// Asking: the button opens the conversation beside the page. On a phone, and without this, it is a page of its own.
for (const link of all('[data-chat]')) link.onclick = event => {
  if (innerWidth < 600 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  let box = document.querySelector('.chat-box');
  if (!box) {
    const { chat, title, close } = link.dataset, head = make('div', ''), key = make('button', 'link', close), frame = make('iframe', '');
    box = make('dialog', 'chat-box');
    key.onclick = () => { box.close(); link.focus(); };
    frame.title = box.ariaLabel = title; frame.src = chat;
    head.append(make('b', '', title), key); box.append(head, frame); document.body.append(box);
    box.onkeydown = event => event.key === 'Escape' && key.click();
  }
  box.open ? box.close() : box.show();
};
if (document.body.matches('.framed')) addEventListener('keydown', event => event.key === 'Escape' && parent.document.querySelector('.chat-box button')?.click());
// A browser that goes to a part of the page takes the focus away, so it is given after that.
if (innerWidth > 599 || document.body.matches('.framed')) addEventListener('load', () => setTimeout(() => document.querySelector('[data-enter]')?.focus({ preventScroll: true })));
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('[data-enter]')) return;
  event.preventDefault(); event.target.form.requestSubmit(event.target.form.querySelector('.primary'));
});

// News of a conversation: the page is read anew every few seconds, and says that nobody need be there.
const read = async () => {
  if (document.hidden || !document.querySelector('[data-poll]')) return;
  const text = await fetch(location.href, { headers: { accept: 'text/event-stream' }, redirect: 'error' }).then(a => a.ok ? a.text() : '').catch(() => '');
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  for (const id of ['percakapan', 'langkah']) {
    const old = document.getElementById(id), now = fresh.getElementById(id);
    if (old && now && old.textContent !== now.textContent) old.replaceChildren(...now.childNodes);
  }
};
if (document.querySelector('[data-poll]')) setInterval(read, 5000);
