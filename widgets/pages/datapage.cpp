#include "widgets/pages/datapage.h"
#include "widgets/emptystate.h"

#include <QVBoxLayout>

namespace aisle {

namespace {

const bool kRegistered = registerPage({.id = "data",
                                       .title = QT_TRANSLATE_NOOP("Page", "Data"),
                                       .icon = "data",
                                       .order = 10,
                                       .make = [](QWidget *parent) -> Page * { return new DataPage(parent); }});

} // namespace

DataPage::DataPage(QWidget *parent) : Page(parent), m_empty(new EmptyState(this))
{
    m_empty->setIcon(QStringLiteral("import"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_empty);
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
}

void DataPage::onProjectChanged() {}

void DataPage::retranslate()
{
    m_empty->setText(tr("There are no events in this project yet. Import a behaviour log, or drop its files here."));
    m_empty->setAction(tr("Import files"));
}

} // namespace aisle
