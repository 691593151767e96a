#include "widgets/import/readingoptions.h"
#include "widgets/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace aisle {

namespace {

constexpr const char *kSeparators[]{",", ";", "\t", "|", " ", "::"};
constexpr const char *kEncodings[]{"UTF-8",  "UTF-16",     "GB18030",      "Big5",         "Shift_JIS",
                                   "EUC-KR", "ISO-8859-1", "windows-1252", "windows-1254", "windows-1251"};
constexpr const char *kLayouts[]{"events", "adjacency", "sequences"};

} // namespace

ReadingOptions::ReadingOptions(QWidget *parent)
    : Retranslated(parent), m_layout(new QComboBox(this)), m_separator(new QComboBox(this)),
      m_encoding(new QComboBox(this)), m_header(new QCheckBox(this))
{
    m_layout->setObjectName(QStringLiteral("layout"));
    m_separator->setObjectName(QStringLiteral("separator"));
    m_encoding->setObjectName(QStringLiteral("encoding"));
    m_header->setObjectName(QStringLiteral("header"));
    for (const auto *layout : kLayouts)
        m_layout->addItem(QString(), QString::fromLatin1(layout));
    for (const auto *separator : kSeparators)
        m_separator->addItem(QString(), QString::fromLatin1(separator));
    for (const auto *name : kEncodings)
        m_encoding->addItem(QString::fromLatin1(name));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    for (QWidget *editor : std::initializer_list<QWidget *>{m_layout, m_separator, m_encoding, m_header})
        line->addWidget(editor);
    line->addStretch();
    for (auto *box : {m_layout, m_separator, m_encoding})
        connect(box, &QComboBox::activated, this, &ReadingOptions::say);
    connect(m_header, &QCheckBox::clicked, this, &ReadingOptions::say);
    retranslate();
}

void ReadingOptions::retranslate()
{
    m_header->setText(tr("First line names the columns"));
    const QStringList layouts{tr("one event a line"), tr("a shopper and its products a line"),
                              tr("a session's products a line")};
    for (int i = 0; i < layouts.size(); ++i)
        m_layout->setItemText(i, layouts[i]);
    const QStringList separators{tr("comma"), tr("semicolon"), tr("tab"),
                                 tr("bar |"), tr("space"),     tr("double colon ::")};
    for (int i = 0; i < separators.size(); ++i)
        m_separator->setItemText(i, separators[i]);
}

void ReadingOptions::show(const ImportFile &file)
{
    m_hints = file.hints;
    m_layout->setCurrentIndex(static_cast<int>(file.recipe.layout));
    if (m_separator->findData(file.recipe.separator) < 0)
        m_separator->addItem(file.recipe.separator, file.recipe.separator);
    m_separator->setCurrentIndex(m_separator->findData(file.recipe.separator));
    if (m_encoding->findText(file.recipe.encoding) < 0)
        m_encoding->addItem(file.recipe.encoding);
    m_encoding->setCurrentText(file.recipe.encoding);
    m_header->setChecked(file.recipe.header);
    m_header->setVisible(file.recipe.layout == Layout::Events);
    setEnabled(!file.failure || !file.recipe.columns.empty());
}

void ReadingOptions::say()
{
    m_hints.layout = m_layout->currentData().toString();
    m_hints.separator = m_separator->currentData().toString();
    m_hints.encoding = m_encoding->currentText();
    m_hints.header = m_header->isChecked() ? QStringLiteral("yes") : QStringLiteral("no");
    Q_EMIT hintsChosen(m_hints);
}

} // namespace aisle
