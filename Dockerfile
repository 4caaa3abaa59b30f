# The image of every process of ours; which one it is says the command (docker-compose.yml).
FROM python:3.11.14-slim-bookworm AS built
WORKDIR /app
COPY tindak ./
COPY launcher ./launcher
COPY requirements ./requirements
COPY shared ./shared
COPY services ./services
# The first call makes .venv from the hashed lock, as it does on any machine.
RUN ./tindak help > /dev/null && .venv/bin/python -m compileall -q .venv launcher shared services

FROM python:3.11.14-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tindak \
    && install -d -o tindak -g tindak -m 0700 /data
COPY --from=built /app /app
WORKDIR /app
USER tindak
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TINDAK_DATA=/data TINDAK_HOST=0.0.0.0
ENTRYPOINT ["./tindak"]
