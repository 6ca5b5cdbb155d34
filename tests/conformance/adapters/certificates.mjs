// Certificates that a client had better not trust, and the authority that it does, made by openssl.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const openssl = (cwd, ...args) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A certificate for a name, in date for some days, signed by the authority of that name. */
function sign(folder, name, authority, alternative, days) {
  openssl(folder, 'req', '-new', ...KEY, '-subj', '/CN=127.0.0.1', '-keyout', `${name}.key`, '-out', `${name}.csr`);
  writeFileSync(join(folder, `${name}.txt`), `subjectAltName=${alternative}\n`);
  openssl(folder, 'x509', '-req', '-in', `${name}.csr`, '-CA', `${authority}.pem`, '-CAkey', `${authority}.key`,
    '-days', days, '-extfile', `${name}.txt`, '-out', `${name}.pem`);
  return { cert: readFileSync(join(folder, `${name}.pem`)), key: readFileSync(join(folder, `${name}.key`)) };
}

let made;
/** {authority: a file, good, stranger, wrongHost, expired: of https.createServer}. */
export function certificates() {
  if (made) return made;
  const folder = mkdtempSync(join(tmpdir(), 'mockmeter-certificates-'));
  for (const name of ['authority', 'unknown']) {
    openssl(folder, 'req', '-x509', ...KEY, '-days', '2', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`);
  }
  made = {
    authority: join(folder, 'authority.pem'),
    good: sign(folder, 'good', 'authority', 'IP:127.0.0.1', '2'),
    stranger: sign(folder, 'stranger', 'unknown', 'IP:127.0.0.1', '2'),
    // The subject says 127.0.0.1, as all of these do; that is not what counts.
    wrongHost: sign(folder, 'wrongHost', 'authority', 'DNS:example.com', '2'),
    expired: sign(folder, 'expired', 'authority', 'IP:127.0.0.1', '-1'),
  };
  return made;
}
