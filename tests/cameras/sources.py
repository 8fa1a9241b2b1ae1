#!/usr/bin/python3
"""Real RTSP cameras of moving, still and dark pictures on the loopback interface: sources.py PORT NAME:PASSWORD. Ends when its input does."""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer

Gst.init(None)
port, sign_in = sys.argv[1], sys.argv[2]
ENCODED = "x264enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max=10 ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 config-interval=1"
SIZE = "video/x-raw,width=640,height=360,framerate=10/1"
PICTURES = {
    "/moving": f"videotestsrc is-live=true pattern=ball ! {SIZE} ! clockoverlay time-format=%H:%M:%S font-desc=\"Sans 36\" ! {ENCODED}",
    "/still": f"videotestsrc is-live=true pattern=smpte100 ! {SIZE} ! {ENCODED}",
    "/dark": f"videotestsrc is-live=true pattern=black ! {SIZE} ! {ENCODED}",
    "/covered": f"videotestsrc is-live=true pattern=solid-color foreground-color=0xff8080a0 ! {SIZE} ! {ENCODED}",
    "/hevc": f"videotestsrc is-live=true pattern=ball ! {SIZE} ! x265enc tune=zerolatency speed-preset=ultrafast key-int-max=10 ! h265parse ! rtph265pay name=pay0 pt=96 config-interval=1",
    "/sound": "audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay0 pt=8",
}


def serve(service, account):
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(service)
    mounts = server.get_mount_points()
    if account:
        name, password = account.split(":")
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "viewer")
        auth = GstRtspServer.RTSPAuth()
        auth.set_supported_methods(2)
        auth.add_digest(name, password, token)
        server.set_auth(auth)
    for path, launch in PICTURES.items():
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch(f"( {launch} )")
        factory.set_shared(True)
        if account:
            allowed = GstRtspServer.RTSPPermissions()
            allowed.add_permission_for_role("viewer", "media.factory.access", True)
            allowed.add_permission_for_role("viewer", "media.factory.construct", True)
            factory.set_permissions(allowed)
        mounts.add_factory(path, factory)
    server.attach(None)
    return server


servers = [serve(port, None), serve(str(int(port) + 1), sign_in)]
loop = GLib.MainLoop()


def until_input_ends():
    sys.stdin.read()
    loop.quit()


threading.Thread(target=until_input_ends, daemon=True).start()
print("ready", flush=True)
loop.run()
