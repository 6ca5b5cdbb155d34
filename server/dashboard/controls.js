// The controls of the mock: each card shows one resource of the control plane.
import { call } from './api.js';
import { buildClock, showLifecycle } from './clock_card.js';
import { buildFaults, showFaults } from './faults_card.js';
import { byId } from './dom.js';
import { mock, subscribe } from './mock.js';
import { whileShown } from './refresh.js';
import { buildSettings, showLimits, showSettings } from './settings_card.js';
import { buildVariants, showVariants } from './variants_card.js';
import { buildWorld } from './world_card.js';

/** Reads a resource; a failure is shown by the state of the connection. */
async function read(path, show) {
  try {
    show(await call('GET', path));
  } catch { /* The connection is tried again, and so is this. */ }
}

const readCounts = () => {
  read('/faults', showFaults);
  read('/limits', showLimits);
};

const readAll = () => {
  if (mock.instance === null) return;
  read('/settings', showSettings);
  read('/fidelity', ({ operations, variants }) => {
    showLifecycle(operations);
    showVariants(variants);
  });
};

/** Disables the buttons until the page knows the mock. */
function enableWithFirstResponse() {
  const buttons = [...byId('controls').querySelectorAll('button:not(:disabled, #remove-faults)')];
  for (const each of buttons) each.disabled = true;
  subscribe('catalogue', () => { for (const each of buttons.splice(0)) each.disabled = false; });
}

export function startControls() {
  buildClock();
  buildSettings();
  buildFaults();
  buildVariants();
  buildWorld();
  enableWithFirstResponse();
  whileShown('controls', ['journal', 'change'], readCounts);
  whileShown('controls', ['change', 'catalogue'], readAll);
}
