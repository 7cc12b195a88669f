import type { ChannelOptions } from "@grpc/grpc-js";
import type { LinkSettings } from "./link-settings.ts";

/** One connection of its own for each stream: retries, name look-ups and proxies of the library stay out of it. */
export function clientOptions(settings: LinkSettings): ChannelOptions {
  return {
    ...serverOptions(settings),
    "grpc.keepalive_permit_without_calls": 1,
    "grpc.ssl_target_name_override": "fairlead",
    "grpc.use_local_subchannel_pool": 1,
    "grpc.enable_retries": 0,
    "grpc.enable_http_proxy": 0,
    "grpc.service_config_disable_resolution": 1,
  };
}

export function serverOptions(settings: LinkSettings): ChannelOptions {
  return {
    "grpc.keepalive_time_ms": settings.keepaliveMs,
    "grpc.keepalive_timeout_ms": settings.keepaliveTimeoutMs,
    "grpc.max_receive_message_length": settings.maxMessageBytes,
    "grpc.max_send_message_length": settings.maxMessageBytes,
    "grpc.max_concurrent_streams": 4,
    "grpc.enable_channelz": 0,
  };
}
