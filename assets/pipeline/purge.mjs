// Takes out of KERN what no page uses: 340 kB of rules serve a whole design system, our pages need about eighty of them.
import postcss from 'postcss';
import selectorParser from 'postcss-selector-parser';

/** Class names that occur as words in the given texts (C++ sources, scripts, page samples). */
export function classNamesIn(texts) {
  const names = new Set();
  for (const text of texts) {
    for (const [name] of text.matchAll(/\b(?:km|kern|is)-[a-z0-9]+(?:(?:--|__|-|_)[a-z0-9]+)*/g)) names.add(name);
  }
  return names;
}

/** Class names that have a rule in the style sheet. */
export function classNamesStyledBy(css) {
  const names = new Set();
  postcss.parse(css).walkRules((rule) => {
    selectorParser((root) => root.walkClasses((node) => { names.add(node.value); })).processSync(rule.selector);
  });
  return names;
}

/** The style sheet without rules for classes nobody uses, foreign font files and custom properties nobody reads. */
export function purge(css, usedClasses, isRead = () => false) {
  const root = postcss.parse(css);
  root.walkAtRules('font-face', (rule) => { rule.remove(); });
  root.walkRules((rule) => {
    if (rule.parent.type === 'atrule' && rule.parent.name.endsWith('keyframes')) return;
    const kept = selectorParser((list) => { keepReachable(list, usedClasses); }).processSync(rule.selector);
    if (kept.trim() === '') rule.remove();
    else rule.selector = kept;
  });
  dropUnreadProperties(root, isRead);
  dropUnusedKeyframes(root);
  dropNeedlessFallbacks(root);
  root.walkComments((comment) => { comment.remove(); });
  dropEmptyAtRules(root);
  return root.toString();
}

// Short names inside drawings; they mean something only below a class of ours, which decides.
const INSIDE_DRAWINGS = new Set(['area', 'line', 'dot', 'bar', 'grid', 'axis', 'lbl', 'mute', 's1', 's2', 's3', 's4']);

// A selector goes when it asks for a class no page has. Inside :is() and :where() only the impossible alternatives go: KERN's
// block of contextual tokens hangs on `:is(body, .kern-light, …)` and must stay for its `body`. `:not()` never makes one impossible.
function keepReachable(list, usedClasses) {
  for (const selector of [...list.nodes]) if (!reachable(selector, usedClasses)) selector.remove();
}

function reachable(selector, usedClasses) {
  for (const node of selector.nodes) {
    if (node.type === 'class' && !usedClasses.has(node.value) && !INSIDE_DRAWINGS.has(node.value)) return false;
    // Our pages never force a colour scheme, they follow the device.
    if (node.type === 'attribute' && node.attribute === 'data-kern-theme') return false;
    if (node.type === 'pseudo' && (node.value === ':is' || node.value === ':where')) {
      keepReachable(node, usedClasses);
      if (node.nodes.length === 0) return false;
    }
  }
  return true;
}

// Properties form chains (a token reads a token): repeated until nothing more falls away.
function dropUnreadProperties(root, isRead) {
  for (;;) {
    const read = new Set();
    root.walkDecls((declaration) => {
      for (const [, name] of declaration.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
    });
    let dropped = 0;
    root.walkDecls((declaration) => {
      if (!declaration.prop.startsWith('--') || read.has(declaration.prop) || isRead(declaration.prop)) return;
      declaration.remove();
      dropped++;
    });
    if (dropped === 0) return;
  }
}

// `var(--kern-space, 8px)`: the 8px never speaks when :root sets the token.
function dropNeedlessFallbacks(root) {
  const set = new Set();
  root.walkDecls(/^--/, (declaration) => { if (/^:root\b/.test(declaration.parent.selector)) set.add(declaration.prop); });
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/var\((--kern-[\w-]+),\s*[^()]*\)/g, (whole, name) => (set.has(name) ? `var(${name})` : whole));
  });
}

function dropUnusedKeyframes(root) {
  const values = [];
  root.walkDecls(/^animation/, (declaration) => { values.push(declaration.value); });
  root.walkAtRules(/keyframes$/, (rule) => {
    if (!values.some((value) => value.split(/[\s,]+/).includes(rule.params))) rule.remove();
  });
}

function dropEmptyAtRules(root) {
  root.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
  let dropped;
  do {
    dropped = 0;
    root.walkAtRules((rule) => {
      if (rule.nodes && rule.nodes.length === 0 && rule.name !== 'layer') { rule.remove(); dropped++; }
    });
  } while (dropped > 0);
}
