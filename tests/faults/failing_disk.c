/*
 * A disk that fails on purpose: preload this library and the N-th write or sync of a file below a folder fails.
 *
 *   STET_FAULT_FOLDER   absolute path; only files below it count
 *   STET_FAULT_AT       which operation fails, from 1; 0 or unset: none, they are only counted
 *   STET_FAULT_ERRNO    the error number to give (28: ENOSPC, 5: EIO)
 *   STET_FAULT_SHORT    1: a failing write first writes half of its bytes and says so; the next operation fails
 *   STET_FAULT_ONWARDS  1: every operation from the N-th on fails
 *   STET_FAULT_CRASH    1: instead of failing, the process ends at once, before the operation
 *   STET_FAULT_SHADOW   a folder that follows the first one as a disk would that loses every unsynced byte in a power cut: a file is
 *                       copied there when it is synced; names that are removed or changed are so at once
 *   STET_FAULT_ROOM     a file; while it is there, the disk has as many bytes left as it says, and then no space
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
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static long operations;
static int armed_after_short;
static long room_given = -1, room_used;

static long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int is_below(const char *path)
{
    const char *folder = getenv("STET_FAULT_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

/* The path of an open file; empty where it has none. */
static void path_of(int fd, char path[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
}

static int is_ours(int fd)
{
    char path[PATH_MAX];
    path_of(fd, path);
    return is_below(path);
}

/* Where a path below the folder lies on the disk that forgets; 0 where there is no such disk or the path is elsewhere. */
static int shadow_of(const char *path, char shadow[PATH_MAX])
{
    const char *disk = getenv("STET_FAULT_SHADOW");
    if (!disk || !is_below(path)) return 0;
    return snprintf(shadow, PATH_MAX, "%s%s", disk, path + strlen(getenv("STET_FAULT_FOLDER"))) < PATH_MAX;
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(path, 0700);
        *slash = '/';
    }
}

/* What has just been synced is on the disk that forgets. */
static void keep(int fd)
{
    char path[PATH_MAX], shadow[PATH_MAX], block[65536];
    struct stat status;
    path_of(fd, path);
    if (!shadow_of(path, shadow) || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
    make_folders(shadow);
    FILE *from = fopen(path, "r"), *to = from ? fopen(shadow, "w") : NULL;
    for (size_t n; to && (n = fread(block, 1, sizeof block, from)) > 0;) fwrite(block, 1, n, to);
    if (to) fclose(to);
    if (from) fclose(from);
}

/* Takes bytes from the room that is left; 0 where there is not enough. */
static int has_room(size_t bytes)
{
    const char *path = getenv("STET_FAULT_ROOM");
    FILE *file = path ? fopen(path, "r") : NULL;
    long given = -1;
    if (file) {
        if (fscanf(file, "%ld", &given) != 1) given = -1;
        fclose(file);
    }
    if (given != room_given) { room_given = given; room_used = 0; }
    if (given < 0) return 1;
    if (room_used + (long)bytes > given) return 0;
    room_used += bytes;
    return 1;
}

enum verdict { PASS, FAIL, SHORTEN };

/* Decides about one operation; is_write says whether it can be shortened. */
static enum verdict decide(int fd, int is_write, size_t bytes)
{
    int kept = errno;
    if (!is_ours(fd)) { errno = kept; return PASS; }
    pthread_mutex_lock(&gate);
    long n = ++operations, at = number_of("STET_FAULT_AT");
    enum verdict verdict = PASS;
    if (armed_after_short) { verdict = FAIL; armed_after_short = number_of("STET_FAULT_ONWARDS") != 0; }
    else if (at > 0 && n == at && is_write && number_of("STET_FAULT_SHORT")) { verdict = SHORTEN; armed_after_short = 1; }
    else if (at > 0 && (n == at || (n > at && number_of("STET_FAULT_ONWARDS")))) verdict = FAIL;
    if (verdict == PASS && bytes > 0 && !has_room(bytes)) verdict = FAIL;
    pthread_mutex_unlock(&gate);
    if (verdict != PASS && number_of("STET_FAULT_CRASH")) _exit(137);
    errno = kept;
    return verdict;
}

static int refuse(void)
{
    long number = number_of("STET_FAULT_ERRNO");
    errno = number ? (int)number : ENOSPC;
    return -1;
}

static size_t length_of(const struct iovec *parts, int count)
{
    size_t length = 0;
    for (int i = 0; i < count; i++) length += parts[i].iov_len;
    return length;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define HALF(n) ((n) > 1 ? (n) / 2 : (n))

ssize_t write(int fd, const void *bytes, size_t count)
{
    enum verdict v = decide(fd, 1, count);
    return v == FAIL ? refuse() : REAL(write)(fd, bytes, v == SHORTEN ? HALF(count) : count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
    enum verdict v = decide(fd, 1, count);
    return v == FAIL ? refuse() : REAL(pwrite)(fd, bytes, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at)
{
    enum verdict v = decide(fd, 1, count);
    return v == FAIL ? refuse() : REAL(pwrite64)(fd, bytes, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    enum verdict v = decide(fd, 1, length_of(parts, count));
    return v == FAIL ? refuse() : REAL(writev)(fd, parts, v == SHORTEN ? HALF(count) : count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    enum verdict v = decide(fd, 1, length_of(parts, count));
    return v == FAIL ? refuse() : REAL(pwritev)(fd, parts, v == SHORTEN ? HALF(count) : count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
    enum verdict v = decide(fd, 1, length_of(parts, count));
    return v == FAIL ? refuse() : REAL(pwritev64)(fd, parts, v == SHORTEN ? HALF(count) : count, at);
}

int fsync(int fd)
{
    if (decide(fd, 0, 0) == FAIL) return refuse();
    int result = REAL(fsync)(fd);
    if (result == 0) keep(fd);
    return result;
}

int fdatasync(int fd)
{
    if (decide(fd, 0, 0) == FAIL) return refuse();
    int result = REAL(fdatasync)(fd);
    if (result == 0) keep(fd);
    return result;
}

int unlink(const char *path)
{
    char shadow[PATH_MAX];
    if (shadow_of(path, shadow)) REAL(unlink)(shadow);
    return REAL(unlink)(path);
}

int rename(const char *from, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    if (shadow_of(from, old) && shadow_of(to, new)) REAL(rename)(old, new);
    return REAL(rename)(from, to);
}

int ftruncate(int fd, off_t length) { return decide(fd, 0, 0) == FAIL ? refuse() : REAL(ftruncate)(fd, length); }

int ftruncate64(int fd, off64_t length) { return decide(fd, 0, 0) == FAIL ? refuse() : REAL(ftruncate64)(fd, length); }

int fallocate(int fd, int mode, off_t at, off_t length)
{
    return decide(fd, 0, 0) == FAIL ? refuse() : REAL(fallocate)(fd, mode, at, length);
}

int fallocate64(int fd, int mode, off64_t at, off64_t length)
{
    return decide(fd, 0, 0) == FAIL ? refuse() : REAL(fallocate64)(fd, mode, at, length);
}

/* These two give the error number itself. */
int posix_fallocate(int fd, off_t at, off_t length)
{
    return decide(fd, 0, 0) == FAIL ? (refuse(), errno) : REAL(posix_fallocate)(fd, at, length);
}

int posix_fallocate64(int fd, off64_t at, off64_t length)
{
    return decide(fd, 0, 0) == FAIL ? (refuse(), errno) : REAL(posix_fallocate64)(fd, at, length);
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
