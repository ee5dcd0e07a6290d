import type pg from 'pg'
import { APP_ROLE, JOBS_SCHEMA, SYSTEM_ROLE } from './transaction.ts'

/** One catalog query; each row it gives is a problem. */
const CHECKS: readonly { readonly problem: string; readonly query: string }[] = [
  {
    problem: 'a role that work runs in does not exist',
    query: `SELECT name FROM acting
            WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)`,
  },
  {
    problem: 'a role that work runs in is, or may become, one that is exempt from row-level security',
    query: `SELECT role.rolname || ' as ' || exempt.rolname AS name FROM pg_roles role, pg_roles exempt
            WHERE role.rolname IN (SELECT name FROM acting) AND (exempt.rolsuper OR exempt.rolbypassrls)
              AND (role.oid = exempt.oid OR (NOT role.rolsuper AND pg_has_role(role.oid, exempt.oid, 'MEMBER')))`,
  },
  {
    problem: 'a role that work runs in owns a table',
    query: `SELECT role.rolname || ' owns ' || c.relname AS name FROM own_relation c, pg_roles role
            WHERE role.rolname IN (SELECT name FROM acting) AND NOT role.rolsuper
              AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(role.oid, c.relowner, 'MEMBER')
              AND NOT (role.rolname = '${SYSTEM_ROLE}' AND c.relnamespace::regnamespace::text = '${JOBS_SCHEMA}')`,
  },
  {
    problem: 'a table of ledgers lacks ENABLE or FORCE ROW LEVEL SECURITY',
    query: `SELECT c.relname AS name FROM ledger_table c WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  },
  {
    problem: 'a table of ledgers has no policy for the app role with USING and WITH CHECK',
    query: `SELECT c.relname AS name FROM ledger_table c
            WHERE NOT EXISTS (SELECT FROM app_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
                                AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL)`,
  },
  {
    problem: 'a policy for the app role does not compare with app.ledger_id',
    query: `SELECT c.relname || '.' || p.polname AS name FROM ledger_table c JOIN app_policy p ON p.polrelid = c.oid
            WHERE p.polpermissive
              AND (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app.ledger_id') NOT LIKE '%app.ledger_id%'
                OR coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app.ledger_id') NOT LIKE '%app.ledger_id%')`,
  },
  {
    problem: 'a view runs with the rights of its owner (security_invoker is not set)',
    query: `SELECT c.relname AS name FROM own_relation c WHERE c.relkind IN ('v', 'm')
              AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false)`,
  },
  {
    problem: 'a SECURITY DEFINER function has no search_path of its own',
    query: `SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
              AND NOT EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%')`,
  },
]

/** The roles that work runs in. Relations that are ours: neither the system's nor an extension's. Those that hold a ledger's rows. Policies on the app. */
const SOURCES = `
  WITH acting (name) AS (VALUES ('${APP_ROLE}'), ('${SYSTEM_ROLE}')), own_relation AS (
    SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^(pg_|information_schema$)'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ), ledger_table AS (
    SELECT c.* FROM own_relation c WHERE c.relkind IN ('r', 'p')
      AND (c.relname = 'ledgers'
        OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'ledger_id' AND NOT a.attisdropped))
  ), app_policy AS (
    SELECT p.* FROM pg_policy p
    WHERE p.polroles && ARRAY[0::oid, (SELECT oid FROM pg_roles WHERE rolname = '${APP_ROLE}')]
  )`

/**
 * What would let one ledger's data be seen from another, by the catalog: roles that could bypass row-level security, tables
 * with a ledger that lack it, policies that do not name the ledger, views and functions with their owner's rights. Empty
 * when all is well; otherwise one sentence per problem, and the program must not serve.
 */
export async function assertRolesCannotBypass(owner: pg.ClientBase): Promise<string[]> {
  const problems: string[] = []
  for (const { problem, query } of CHECKS) {
    const { rows } = await owner.query<{ name: string }>(
      `${SOURCES} SELECT name FROM (${query}) AS found ORDER BY name`,
    )
    problems.push(...rows.map(({ name }) => `${problem}: ${name}`))
  }
  return problems
}
