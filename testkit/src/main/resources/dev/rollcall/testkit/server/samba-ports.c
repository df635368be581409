/* SPDX-License-Identifier: Apache-2.0
 *
 * Samba listens on the ports 389, 636, 3268 and 3269 of its source alone, which only root may open.
 * Preloaded, this gives it the ports that PORT_389 and the like name instead. Samba tells by the
 * local port of an accepted socket whether it speaks TLS from the first byte, so it is shown the
 * port that it meant. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const int meant[] = {389, 636, 3268, 3269};
static const char *const names[] = {"PORT_389", "PORT_636", "PORT_3268", "PORT_3269"};
enum { PORTS = sizeof meant / sizeof meant[0] };

static int given(int i) {
  const char *text = getenv(names[i]);
  return text ? atoi(text) : 0;
}

static in_port_t *port(struct sockaddr *address) {
  if (address->sa_family == AF_INET) return &((struct sockaddr_in *)address)->sin_port;
  if (address->sa_family == AF_INET6) return &((struct sockaddr_in6 *)address)->sin6_port;
  return NULL;
}

int bind(int socket, const struct sockaddr *address, socklen_t length) {
  int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
  struct sockaddr_storage copy;
  if (length > sizeof copy) return real(socket, address, length);
  memcpy(&copy, address, length);
  in_port_t *wanted = port((struct sockaddr *)&copy);
  for (int i = 0; wanted && i < PORTS; i++)
    if (ntohs(*wanted) == meant[i] && given(i)) {
      *wanted = htons(given(i));
      break;
    }
  return real(socket, (struct sockaddr *)&copy, length);
}

int getsockname(int socket, struct sockaddr *address, socklen_t *length) {
  int (*real)(int, struct sockaddr *, socklen_t *) = dlsym(RTLD_NEXT, "getsockname");
  int result = real(socket, address, length);
  in_port_t *seen = result == 0 ? port(address) : NULL;
  for (int i = 0; seen && i < PORTS; i++)
    if (ntohs(*seen) == given(i)) {
      *seen = htons(meant[i]);
      break;
    }
  return result;
}
