#include "app/application.h"
#include "core/common/error.h"
#include "core/common/openfiles.h"

#include <csignal>
#include <cstdio>

int main(int argc, char *argv[])
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error of the write
    try {
        aisle::allowOpenFiles();
    } catch (const aisle::Error &error) {
        std::fprintf(stderr, "aisle: %s\n", error.what());
        return 1;
    }
    aisle::Application application(argc, argv);
    application.start();
    return application.exec();
}
