/** The commands that `mockmeter --help` lists. */
export const commandsOf = (help) =>
  [...help.split('Subcommands:\n')[1].matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);

/** The long options that the help of a command lists. */
export const optionsOf = (help) =>
  [...help.matchAll(/^ {2}(?:-\w,)?--([a-z-]+)/gm)].map(([, name]) => name);
