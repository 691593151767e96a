#pragma once
#include "core/transfer/plan/importplan.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace aisle {

/// How the bytes of a file become columns: layout, separator, encoding, header. As it was recognised, and changeable.
class ReadingOptions : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ReadingOptions(QWidget *parent = nullptr);
    void show(const ImportFile &file);

Q_SIGNALS:
    void hintsChosen(const aisle::RecognitionHints &hints); ///< the file is to be recognised again

private:
    void say();
    void retranslate() override;
    RecognitionHints m_hints;
    QComboBox *m_layout;
    QComboBox *m_separator;
    QComboBox *m_encoding;
    QCheckBox *m_header;
};

} // namespace aisle
