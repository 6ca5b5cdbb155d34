// Ours, as users run it: no option but the port.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const program = process.env.MOCKMETER_BIN ?? 'build/release/mockmeter';

export const mockmeter = {
  name: 'mockmeter',
  label: 'mockmeter',
  speed: 'fast',
  traffic: ['same', 'different', 'close'],
  program,
  missing: () => (existsSync(program) ? undefined : `${program} is not built`),
  version: () => execFileSync(program, ['version'], { encoding: 'utf8' }).trim().split(' ').pop(),
  command: ({ port }) => ({ program, args: ['serve', '--port', `${port}`] }),
};
