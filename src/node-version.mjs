// Plain JavaScript, loaded before anything else: an older Node could not even parse the rest.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Meetwire needs Node 24 or newer, and this is Node ${process.versions.node}: install Node 24, or start it with "npm start" after "npm install" on Linux or Windows, which brings its own.\n`,
  );
  process.exit(1);
}
await import('./loading.mjs');
