"""A web server on loopback with a certificate of its own, for tests of what Postern calls."""
import http.server
import ssl
import subprocess
import threading


class HttpsServer:
    """`answer(request)` is called for each GET and POST, with http.server's handler. `pair`: files of a certificate and its key, in place of
    one for the address alone."""

    def __init__(self, folder, name, answer, at=("127.0.0.1", 0), pair=None):
        self.certificate, key = pair or self.make(folder, name)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(at, Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()

    def make(self, folder, name):
        files = folder / f"{name}.pem", folder / f"{name}.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files[1], "-out", files[0]],
                       check=True, capture_output=True)
        files[0].chmod(0o644)
        return files
