import { leastRight, scoreFile } from './score.ts';

const [file = 'test/fixtures/sentences.jsonl'] = process.argv.slice(2);
const { score, failures } = scoreFile(file);
const print = (line: string) => process.stdout.write(`${line}\n`);

for (const { line, say, faults, expected, got } of failures) {
  print(
    `${line}: ${faults.join(', ')}\n  say      ${JSON.stringify(say.slice(0, 300))}\n  expected ${expected}\n  got      ${got.slice(0, 600)}`,
  );
}
const share = (count: number) =>
  `${count} of ${score.total} (${((100 * count) / Math.max(1, score.total)).toFixed(1)} %)`;
print('');
print(`wholly right          ${share(score.right)}`);
print(`wrong without asking  ${score.wrong_without_asking}`);
print(`malformed lines       ${score.malformed}`);
print(`chrono-node alone     ${share(score.chrono_right)}, wrong without asking: ${score.chrono_wrong_without_asking}`);
print(JSON.stringify(score));
process.exitCode = score.right / Math.max(1, score.total) < leastRight || score.wrong_without_asking > 0 ? 1 : 0;
