// Many answers held back by a delivery plan at once, and plain requests beside them.
import { DELAYED_ANSWERS, output } from './mock.mjs';

const ANSWERS = 5000;
const DELAY_MS = 2000;

export async function delayedAnswers() {
  const seen = JSON.parse(await output(DELAYED_ANSWERS, [String(ANSWERS), String(DELAY_MS)]));
  return [
    { what: `answers delayed by ${DELAY_MS} ms that failed, of ${ANSWERS}`, value: seen.failed, unit: '', most: 0 },
    { what: 'until all of them were asked for', value: seen.all_asked_ms, unit: 'ms', most: DELAY_MS },
    { what: 'the slowest of them', value: seen.slowest_ms, unit: 'ms', most: 2500 },
    { what: 'a plain request beside them, median', value: seen.plain_p50_ms, unit: 'ms', most: 5 },
    { what: 'the slowest plain request of 100', value: seen.plain_max_ms, unit: 'ms' },
  ];
}
