#pragma once
#include "models/joblist.h"

#include <QApplication>
#include <memory>

namespace aisle {

class MainWindow;

/// Wires the program: names, language, theme, pools, the one window.
class Application : public QApplication
{
    Q_OBJECT
public:
    Application(int &argc, char **argv);
    ~Application() override;

    /// Reads the command line (`aisle [FILE...]`: a project, or files to import) and shows the window.
    void start();

private:
    std::shared_ptr<JobPools> m_pools;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace aisle
