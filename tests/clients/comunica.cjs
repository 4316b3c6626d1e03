// Asks with Comunica for test_comunica.py: a line of JSON in ({kind, query, sources, to, token}), a line of JSON out.
const path = require('node:path');
const readline = require('node:readline');
const { QueryEngine } = require(path.join(process.env.KG_COMUNICA, 'node_modules', '@comunica', 'query-sparql'));


const term = value => ({ type: value.termType, value: value.value, language: value.language || '', datatype: value.datatype ? value.datatype.value : '' });

async function answer({ kind, query, sources, to, token }) {
  const engine = new QueryEngine(); // one that keeps nothing of what was asked before
  const context = { sources };
  if (to) {
    context.destination = to;
    context.sources = [];
  }
  if (token) {
    context.fetch = (address, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${token}`);
      return fetch(address, { ...init, headers });
    };
  }
  if (kind === 'boolean') return await engine.queryBoolean(query, context);
  if (kind === 'void') return await engine.queryVoid(query, context) || 'made';
  if (kind === 'quads') {
    const stream = await engine.queryQuads(query, context);
    return (await stream.toArray()).map(quad => [quad.subject, quad.predicate, quad.object].map(term));
  }
  const stream = await engine.queryBindings(query, context);
  return (await stream.toArray()).map(row => Object.fromEntries([...row].map(([name, value]) => [name.value, term(value)])));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let told;
    try {
      told = { answer: await answer(JSON.parse(line)) };
    } catch (error) {
      told = { error: String(error.message) };
    }
    process.stdout.write(JSON.stringify(told) + '\n');
  }
})();
