#include "widgets/shell/settingsdialog.h"
#include "models/settings.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/text/errortext.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

namespace aisle {

SettingsDialog::SettingsDialog(std::shared_ptr<JobPools> pools, QWidget *parent)
    : Retranslated(parent), m_pools(std::move(pools))
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
    m_asking.start(
        m_pools->query, [](JobContext &) { return deviceReport(); },
        [this](Outcome<DeviceReport> outcome) {
            if (auto *report = std::get_if<DeviceReport>(&outcome))
                m_report = std::move(*report);
            showDevices();
        });
}

void SettingsDialog::open(QWidget *parent, const std::shared_ptr<JobPools> &pools)
{
    auto *dialog = new SettingsDialog(pools, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

void SettingsDialog::createWidgets()
{
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("language"));
    for (const auto &known : languages())
        m_language->addItem(known.name, known.code);
    m_language->setCurrentIndex(m_language->findData(currentLanguage()));
    m_theme = new QComboBox(this);
    m_theme->setObjectName(QStringLiteral("theme"));
    for (const auto &name : {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")})
        m_theme->addItem(QString(), name);
    m_theme->setCurrentIndex(m_theme->findData(kThemeSetting.read()));
    m_threads = new QSpinBox(this);
    m_threads->setObjectName(QStringLiteral("threads"));
    m_threads->setRange(0, 4 * QThread::idealThreadCount());
    m_threads->setValue(kThreadsSetting.read());
    m_device = new QComboBox(this);
    m_device->setObjectName(QStringLiteral("device"));
    for (const auto &name : {QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda")})
        m_device->addItem(QString(), name);
    m_device->setCurrentIndex(m_device->findData(kDeviceSetting.read()));
    m_deviceHelp = new QLabel(this);
    m_threadHelp = new QLabel(this);
    for (auto *help : {m_deviceHelp, m_threadHelp}) {
        help->setWordWrap(true);
        help->setMinimumWidth(320);
        setSecondary(help);
    }
    m_buttons = new QDialogButtonBox(this);
    m_close = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole); // Qt would retranslate one of its own
}

void SettingsDialog::layOut()
{
    m_form = new QFormLayout;
    m_form->setVerticalSpacing(kSpaceBetween);
    m_form->setHorizontalSpacing(kSpacePage);
    for (auto *editor : std::initializer_list<QWidget *>{m_language, m_theme, m_threads, m_device}) {
        m_labels.push_back(new QLabel(this));
        m_labels.back()->setBuddy(editor);
        m_form->addRow(m_labels.back(), editor);
        if (editor == m_threads)
            m_form->addRow(QString(), m_threadHelp);
    }
    m_form->addRow(QString(), m_deviceHelp);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpaceGroups);
    layout->setSizeConstraint(QLayout::SetFixedSize); // or what is said later has no height
    layout->addLayout(m_form);
    layout->addStretch();
    layout->addWidget(m_buttons);
}

void SettingsDialog::connectAll()
{
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_language, &QComboBox::activated, this, [this] {
        const auto code = m_language->currentData().toString();
        kLanguageSetting.write(code);
        setLanguage(code);
    });
    connect(m_theme, &QComboBox::activated, this, [this] {
        const auto name = m_theme->currentData().toString();
        kThemeSetting.write(name);
        Theme::instance().setChoice(themeFromName(name));
    });
    connect(m_threads, &QSpinBox::valueChanged, this, [](int threads) { kThreadsSetting.write(threads); });
    connect(m_device, &QComboBox::activated, this,
            [this] { kDeviceSetting.write(m_device->currentData().toString()); });
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    const QStringList labels{tr("Language"), tr("Theme"), tr("Threads"), tr("Device")};
    for (qsizetype i = 0; i < labels.size(); ++i)
        m_labels[static_cast<std::size_t>(i)]->setText(labels[i]);
    m_language->setCurrentIndex(m_language->findData(currentLanguage()));
    m_close->setText(tr("Close"));
    m_theme->setItemText(0, tr("Follow the system"));
    m_theme->setItemText(1, tr("Light"));
    m_theme->setItemText(2, tr("Dark"));
    m_threads->setSpecialValueText(tr("All cores (%1)").arg(QThread::idealThreadCount()));
    m_threadHelp->setText(tr("What a training may use. The same number of threads gives the same result."));
    m_device->setItemText(0, tr("GPU where there is one, else the processor"));
    m_device->setItemText(1, tr("Processor"));
    m_device->setItemText(2, tr("GPU (CUDA)"));
    showDevices();
}

void SettingsDialog::showDevices()
{
    if (!m_report) {
        m_deviceHelp->setText(tr("Looking for a GPU..."));
        return;
    }
    if (m_report->cudaAvailable) {
        QStringList names;
        for (const auto &gpu : m_report->gpus)
            names.append(gpu);
        m_deviceHelp->setText(names.join(QStringLiteral(", ")));
    } else {
        m_deviceHelp->setText(coreText("Error", m_report->whyNoCuda));
    }
    m_deviceHelp->setToolTip(tipText(QStringLiteral("LibTorch %1").arg(m_report->torchVersion)));
}

} // namespace aisle
