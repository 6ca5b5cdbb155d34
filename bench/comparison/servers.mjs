// Who is measured: one row each. A server is
//   name, label     for the command line, for people
//   speed, traffic  keys of SPEED and TRAFFIC (plan.mjs)
//   missing()       why it cannot run here; undefined when it can
//   version()
//   command(site)   {program, args, env, cwd} that serves site.bodies at site.port; it may write to
//                   site.directory, and take site.adminPort for a second port
import { httplib } from './servers/httplib.mjs';
import { mockmeter } from './servers/mockmeter.mjs';
import { mockoon } from './servers/mockoon.mjs';
import { mockserver } from './servers/mockserver.mjs';
import { mountebank } from './servers/mountebank.mjs';
import { nginx } from './servers/nginx.mjs';
import { prism } from './servers/prism.mjs';
import { wiremock } from './servers/wiremock.mjs';

export const YARDSTICK = nginx;
export const OURS = mockmeter;
export const SERVERS = [
  nginx, mockmeter, httplib, wiremock, mockserver, mountebank, mockoon, prism,
];
