// What must be settled before any library of the program starts. libgomp reads how long a waiting thread spins when it
// is loaded; its default, some milliseconds, makes a training beside other work ten times slower, since threads spin at
// barriers for partners that the system has not scheduled. A short spin costs nothing on a quiet machine.
//
// So the program starts itself again with the variable set, from the one place that runs before the libraries' own
// initialisers (ELF's preinit array) and costs their loading only. Who has set either variable has chosen.
//
// And a thread that is woken at a barrier must run soon: beside loops that never rest it otherwise waits for the end of
// their time slice, some milliseconds at each of thousands of barriers.
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
namespace {

constexpr const char *kChosen[] = {"GOMP_SPINCOUNT=", "OMP_WAIT_POLICY="};
char g_spin[] = "GOMP_SPINCOUNT=1000";
constexpr int kMostVariables = 4096;

bool names(const char *variable, const char *name)
{
    return std::strncmp(variable, name, std::strlen(name)) == 0;
}

/// Called with main()'s arguments before anything but the loader has run: system calls only.
void startWithShortSpin(int, char **arguments, char **environment)
{
    int count = 0;
    for (; environment[count]; ++count)
        if (names(environment[count], kChosen[0]) || names(environment[count], kChosen[1]))
            return;
    static char *variables[kMostVariables];
    static char program[PATH_MAX];
    const auto length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0 || count + 2 > kMostVariables)
        return;
    program[length] = '\0';
    std::memcpy(variables, environment, sizeof(char *) * static_cast<std::size_t>(count));
    variables[count] = g_spin;
    execve(program, arguments, variables); // returns only if that is not allowed: then it is as it was
}

/// Linux from 6.12 on lets a thread ask for short slices of time, for which it is woken the earlier; its share stays
/// what its niceness says. Threads inherit it; older kernels ignore it.
void askForShortSlices(int, char **, char **)
{
    constexpr unsigned long long kShortest = 100'000; // ns
    sched_attr attributes{};
    if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0 ||
        attributes.sched_policy != SCHED_NORMAL)
        return;
    attributes.sched_runtime = kShortest;
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}

/// OpenBLAS asks for its buffers again and again while it is loaded, and the program would stand still without a word.
void refuseTooLittleRoom(int, char **, char **)
{
    constexpr unsigned long kLoading = 320UL << 20; // what the libraries' own initialisers take
    rlimit space{};
    if (getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY)
        return;
    char text[64] = {};
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    const auto length = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0)
        close(file);
    unsigned long pages = 0;
    for (long i = 0; i < length && text[i] >= '0' && text[i] <= '9'; ++i)
        pages = pages * 10 + static_cast<unsigned long>(text[i] - '0');
    if (pages * static_cast<unsigned long>(sysconf(_SC_PAGESIZE)) + kLoading <= space.rlim_cur)
        return;
    constexpr char kSentence[] =
        "aisle: this process may use too little address space (ulimit -v): raise that limit to 1.2 GB.\n";
    [[maybe_unused]] const auto said = write(STDERR_FILENO, kSentence, sizeof kSentence - 1);
    _exit(1);
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const g_beforeLoading)(int, char **,
                                                                            char **) = refuseTooLittleRoom;
[[gnu::section(".preinit_array"), gnu::used]] void (*const g_inTurn)(int, char **, char **) = askForShortSlices;
[[gnu::section(".preinit_array"), gnu::used]] void (*const g_atStart)(int, char **, char **) = startWithShortSpin;

} // namespace
#endif
