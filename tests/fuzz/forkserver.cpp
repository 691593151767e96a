// aisle-cli once in memory, forked for every command: starting a program with LibTorch costs more than most commands.
// Reads lines of arguments separated by tabs; the first two are the files for standard output and standard error.
// Answers with a line: exit status (negative: a signal), CPU seconds, kilobytes of memory.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

int cliMain(int argc, char **argv); // main() of app/cli/main.cpp

namespace {

std::vector<std::string> wordsOf(const std::string &line)
{
    std::vector<std::string> words;
    std::istringstream in(line);
    for (std::string word; std::getline(in, word, '\t');)
        words.push_back(word);
    return words;
}

void redirect(const std::string &path, FILE *stream)
{
    if (!std::freopen(path.c_str(), "w", stream))
        std::_Exit(126);
}

[[noreturn]] void runCommand(std::vector<std::string> words, unsigned seconds)
{
    redirect(words[0], stdout);
    redirect(words[1], stderr);
    std::vector<char *> arguments{const_cast<char *>("aisle-cli")};
    for (std::size_t i = 2; i < words.size(); ++i)
        arguments.push_back(words[i].data());
    const auto count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    const rlimit cpu{seconds, seconds}, core{0, 0};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    std::exit(cliMain(count, arguments.data()));
}

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

} // namespace

int main(int argc, char **argv)
{
    const auto seconds = static_cast<unsigned>(argc > 1 ? std::atoi(argv[1]) : 30);
    for (std::string line; std::getline(std::cin, line);) {
        auto words = wordsOf(line);
        if (words.size() < 3)
            continue;
        const auto child = fork();
        if (child == 0)
            runCommand(std::move(words), seconds);
        int status = 0;
        rusage used{};
        wait4(child, &status, 0, &used);
        const int code = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
        std::printf("%d\t%.3f\t%ld\n", code, secondsOf(used.ru_utime) + secondsOf(used.ru_stime), used.ru_maxrss);
        std::fflush(stdout);
    }
    return 0;
}
