// Loads a file for test_cytoscapejs.py into cytoscape.js: arguments are form (cytoscape or cx2) and file; JSON out.
const fs = require('node:fs');
const path = require('node:path');

globalThis.self = globalThis; // what the converter's bundle takes for granted
const modules = path.join(process.env.KG_CYTOSCAPE, 'node_modules');
const cytoscape = require(path.join(modules, 'cytoscape'));
const [form, file] = process.argv.slice(2);
const read = JSON.parse(fs.readFileSync(file, 'utf8'));
const network = form === 'cx2' ? require(path.join(modules, '@js4cytoscape', 'cx-viz-converter')).convert(read, 'cytoscapeJS') : read;
const cy = cytoscape({ headless: true, styleEnabled: true, elements: network.elements, style: network.style || [] });
const told = JSON.stringify({
  nodes: cy.nodes().map(node => node.data()),
  edges: cy.edges().map(edge => ({ ...edge.data(), from: edge.source().data('name'), to: edge.target().data('name'), colour: edge.style('line-color') })),
});
process.stdout.write(told, () => process.exit(0)); // its timers would keep the process
