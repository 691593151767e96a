#include "app/application.h"

#include <csignal>

int main(int argc, char *argv[])
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error of the write
    aisle::Application application(argc, argv);
    application.start();
    return application.exec();
}
