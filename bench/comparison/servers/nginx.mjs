// nginx serving the bodies as files, tuned as for production: the yardstick.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from './find.mjs';

const program = findProgram('nginx', ['/usr/sbin/nginx', 'build/packages/usr/sbin/nginx']);

const configuration = (port, type) => `${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 2;
worker_rlimit_nofile 16384;
daemon off;
pid nginx.pid;
error_log stderr crit;
events {
  worker_connections 4096;
  multi_accept on;
}
http {
  access_log off;
  server_tokens off;
  default_type ${type};
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 75s;
  open_file_cache max=100 inactive=1h;
  open_file_cache_valid 1h;
  client_body_temp_path temporary;
  proxy_temp_path temporary;
  fastcgi_temp_path temporary;
  uwsgi_temp_path temporary;
  scgi_temp_path temporary;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    root files;
    etag off;
  }
}
`;

export const nginx = {
  name: 'nginx',
  label: 'nginx, the same bytes as files, 2 workers',
  speed: 'fast',
  traffic: ['same', 'different', 'close'],
  missing: () => (program ? undefined : 'nginx is not installed'),
  version: () => spawnSync(program, ['-v'], { encoding: 'utf8' }).stderr.trim().split('/').pop(),
  command({ port, directory, bodies }) {
    for (const { path, body } of Object.values(bodies)) {
      const file = join(directory, 'files', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, body, 'utf8');
    }
    writeFileSync(join(directory, 'nginx.conf'), configuration(port, bodies.users.type));
    return { program, args: ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'] };
  },
};
