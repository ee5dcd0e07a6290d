import { COMPOSE_NAMES, SETTINGS } from '../src/config.ts'

/** The text of `.env.example`: every name with what it is for; names with a default show it behind a `#`. */
export function environmentExample(): string {
  const settings = SETTINGS.map((setting) => `# ${setting.about}\n#${setting.name}=${setting.default ?? ''}\n`)
  const compose = COMPOSE_NAMES.map((name) => `# For docker compose only: the database's password.\n#${name}=\n`)
  return [
    '# Copy to .env and remove the # before the names you set. Everything is optional.\n# Generated from src/config.ts by: npm run generate\n',
    ...settings,
    ...compose,
  ].join('\n')
}
