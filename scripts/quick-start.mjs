// Loaded before everything else. A caller of a call in progress hears nothing new until a server that was killed is
// there again, so what its start costs is the caller's silence.
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code and stripped types are kept for the next start.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))

// drizzle-orm's package.json lists 447 entry points (179 kB), and Node reads that list anew for each of its hundred ES
// modules: a second of CPU. Its CommonJS files hold the same and take a sixth of that.
registerHooks({
  resolve: (specifier, context, next) =>
    /^drizzle-orm(\/|$)/.test(specifier)
      ? next(specifier, {
          ...context,
          conditions: context.conditions.map((one) => (one === 'import' ? 'require' : one)),
        })
      : next(specifier, context),
})
