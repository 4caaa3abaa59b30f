"""The Celery settings under which nothing hangs and little is lost.

Owns: followup's Celery configuration. The database is the truth and the broker a courtesy: a task
may be lost or run twice, and neither matters. Time-outs are far below the visibility time-out.
"""

from collections.abc import Mapping
from typing import Any

from services.followup.clockwork.schedule import QUEUES, ROUTES, SCHEDULE

KEY_PREFIX = "tindak:"

TRANSPORT: Mapping[str, Any] = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 5,
    "global_keyprefix": KEY_PREFIX,
}

SETTINGS: Mapping[str, Any] = {
    "result_backend": None,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_retry_on_worker_lost": True,
    "task_acks_on_failure": True,
    "task_acks_on_timeout": True,
    "task_annotations": {"*": {"max_retries": 5, "default_retry_delay": 10}},
    "task_soft_time_limit": 100,
    "task_time_limit": 120,
    "task_create_missing_queues": False,
    "task_queues": {name: {"exchange": name, "routing_key": name} for name in QUEUES},
    "task_default_queue": QUEUES[0],
    "task_routes": {task: {"queue": queue} for task, queue in ROUTES.items()},
    "task_publish_retry_policy": {
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.2,
    },
    "worker_prefetch_multiplier": 1,
    "worker_max_tasks_per_child": 1000,
    "worker_soft_shutdown_timeout": 10,
    "worker_enable_soft_shutdown_on_idle": False,
    "worker_hijack_root_logger": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "broker_connection_timeout": 2,
    "broker_transport_options": dict(TRANSPORT),
    "beat_max_loop_interval": 5,
    "beat_schedule": {name: dict(entry) for name, entry in SCHEDULE.items()},
    "beat_scheduler": "services.followup.clockwork.beat:NextDue",
    "timezone": "UTC",
}
