// Loaded with --import before any TypeScript: plain JavaScript, so that even an old Node can read the explanation.
const REQUIRED_MAJOR = 26
const major = Number(process.versions.node.split('.')[0])
if (major < REQUIRED_MAJOR) {
  process.stderr.write(
    `expense-tracker needs Node ${REQUIRED_MAJOR}, and this is Node ${process.versions.node}.\n` +
      'Node 26 comes with the packages: run it through npm (npm start, npm test, npm run cli -- …),\n' +
      'after an `npm ci` that did not use --omit=optional.\n',
  )
  process.exit(1)
}
