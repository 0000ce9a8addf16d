/*
 * A disk that fails on purpose: preload this library and the N-th write or sync of a file below a folder fails.
 *
 *   STET_FAULT_FOLDER   absolute path; only files below it count
 *   STET_FAULT_AT       which operation fails, from 1; 0 or unset: none, they are only counted
 *   STET_FAULT_ERRNO    the error number to give (28: ENOSPC, 5: EIO)
 *   STET_FAULT_SHORT    1: a failing write first writes half of its bytes and says so; the next operation fails
 *   STET_FAULT_ONWARDS  1: every operation from the N-th on fails
 *   STET_FAULT_COUNT    a file that gets the number of operations, when the process ends by itself
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static long operations;
static int armed_after_short;

static long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int is_ours(int fd)
{
    const char *folder = getenv("STET_FAULT_FOLDER");
    if (!folder) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

enum verdict { PASS, FAIL, SHORTEN };

/* Decides about one operation; is_write says whether it can be shortened. */
static enum verdict decide(int fd, int is_write)
{
    int kept = errno;
    if (!is_ours(fd)) { errno = kept; return PASS; }
    pthread_mutex_lock(&gate);
    long n = ++operations, at = number_of("STET_FAULT_AT");
    enum verdict verdict = PASS;
    if (armed_after_short) { verdict = FAIL; armed_after_short = number_of("STET_FAULT_ONWARDS") != 0; }
    else if (at > 0 && n == at && is_write && number_of("STET_FAULT_SHORT")) { verdict = SHORTEN; armed_after_short = 1; }
    else if (at > 0 && (n == at || (n > at && number_of("STET_FAULT_ONWARDS")))) verdict = FAIL;
    pthread_mutex_unlock(&gate);
    errno = kept;
    return verdict;
}

static int refuse(void)
{
    long number = number_of("STET_FAULT_ERRNO");
    errno = number ? (int)number : ENOSPC;
    return -1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define HALF(n) ((n) > 1 ? (n) / 2 : (n))

ssize_t write(int fd, const void *bytes, size_t count)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(write)(fd, bytes, v == SHORTEN ? HALF(count) : count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(pwrite)(fd, bytes, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(pwrite64)(fd, bytes, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(writev)(fd, parts, v == SHORTEN ? HALF(count) : count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(pwritev)(fd, parts, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
    enum verdict v = decide(fd, 1);
    return v == FAIL ? refuse() : REAL(pwritev64)(fd, parts, v == SHORTEN ? HALF(count) : count, at);
}

int fsync(int fd) { return decide(fd, 0) == FAIL ? refuse() : REAL(fsync)(fd); }

int fdatasync(int fd) { return decide(fd, 0) == FAIL ? refuse() : REAL(fdatasync)(fd); }

int ftruncate(int fd, off_t length) { return decide(fd, 0) == FAIL ? refuse() : REAL(ftruncate)(fd, length); }

int ftruncate64(int fd, off64_t length) { return decide(fd, 0) == FAIL ? refuse() : REAL(ftruncate64)(fd, length); }

int fallocate(int fd, int mode, off_t at, off_t length)
{
    return decide(fd, 0) == FAIL ? refuse() : REAL(fallocate)(fd, mode, at, length);
}

int fallocate64(int fd, int mode, off64_t at, off64_t length)
{
    return decide(fd, 0) == FAIL ? refuse() : REAL(fallocate64)(fd, mode, at, length);
}

/* These two give the error number itself. */
int posix_fallocate(int fd, off_t at, off_t length)
{
    return decide(fd, 0) == FAIL ? (refuse(), errno) : REAL(posix_fallocate)(fd, at, length);
}

int posix_fallocate64(int fd, off64_t at, off64_t length)
{
    return decide(fd, 0) == FAIL ? (refuse(), errno) : REAL(posix_fallocate64)(fd, at, length);
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("STET_FAULT_COUNT");
    if (!path) return;
    FILE *file = fopen(path, "w");
    if (!file) return;
    fprintf(file, "%ld\n", operations);
    fclose(file);
}
