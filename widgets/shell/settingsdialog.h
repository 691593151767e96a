#pragma once
#include "core/numeric/device.h"
#include "models/joblist.h"
#include "widgets/common/retranslated.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace aisle {

/// Language, theme, threads, device. Every choice takes effect at once; there is nothing to confirm.
class SettingsDialog : public Retranslated<QDialog>
{
    Q_OBJECT
public:
    explicit SettingsDialog(std::shared_ptr<JobPools> pools, QWidget *parent = nullptr);
    static void open(QWidget *parent, const std::shared_ptr<JobPools> &pools);

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void retranslate() override;
    void showDevices();

    std::shared_ptr<JobPools> m_pools;
    Job<DeviceReport> m_asking;
    std::optional<DeviceReport> m_report;
    QComboBox *m_language;
    QComboBox *m_theme;
    QSpinBox *m_threads;
    QComboBox *m_device;
    QLabel *m_deviceHelp;
    QLabel *m_threadHelp;
    QFormLayout *m_form;
    std::vector<QLabel *> m_labels;
    QDialogButtonBox *m_buttons;
    QPushButton *m_close;
};

} // namespace aisle
